// The peer of our full path: documents lie in a local PouchDB (LevelDB) and are replicated to a server.
// Standard input: {"remote", "folder", "documents" (file of JSON lines), "batch"}; answers {"seconds", "written"}.
const PouchDB = require('pouchdb')
const fs = require('fs')

const asked = JSON.parse(fs.readFileSync(0, 'utf8'))
const lines = fs.readFileSync(asked.documents, 'utf8').split('\n').filter(Boolean)

async function main() {
  const local = new PouchDB(asked.folder)
  for (let at = 0; at < lines.length; at += 500) await local.bulkDocs(lines.slice(at, at + 500).map((line) => JSON.parse(line)))
  const remote = new PouchDB(asked.remote)
  await remote.info()
  const begun = process.hrtime.bigint()
  const told = await local.replicate.to(remote, { batch_size: asked.batch, batches_limit: 10 })
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9
  console.log(JSON.stringify({ seconds, written: told.docs_written }))
  process.exit(0)
}

main()
