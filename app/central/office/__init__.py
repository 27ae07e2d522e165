"""The web office: where reviewers sign in, see what waits for their office, and decide it.

`routes` hang on the centre's application; who may see what is in `rights`, the rule of a decision in
`app.central.decisions`. Nothing of a person goes into an address, a log or a list.
"""
