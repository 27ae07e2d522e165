// Uploads one file by tus-js-client and goes on after every cut. Standard input: one JSON document
// {"file", "endpoint", "metadata": {}, "token_command"?: [words]}; a token is made anew for each request.
import { execFileSync } from 'node:child_process'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { Upload } from 'tus-js-client'

const asked = JSON.parse(readFileSync(0, 'utf8'))
const [command, ...words] = asked.token_command ?? []
const upload = new Upload(createReadStream(asked.file), {
  endpoint: asked.endpoint,
  uploadSize: statSync(asked.file).size,
  chunkSize: asked.chunk_size ?? Infinity,
  metadata: asked.metadata,
  retryDelays: Array(40).fill(asked.retry_ms ?? 50),
  onBeforeRequest: (request) => {
    if (command) request.setHeader('Authorization', `Bearer ${execFileSync(command, words, { encoding: 'utf8' }).trim()}`)
    else if (asked.token) request.setHeader('Authorization', `Bearer ${asked.token}`)
  },
  onError: (error) => {
    console.log(JSON.stringify({ error: String(error) }))
    process.exit(1)
  },
  onSuccess: () => console.log(JSON.stringify({ url: upload.url, seconds: (performance.now() - begun) / 1000 })),
})
const begun = performance.now()
upload.start()
