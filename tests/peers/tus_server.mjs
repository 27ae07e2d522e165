// The public Node tus server on a free port of 127.0.0.1, its files in the folder named on the command line.
import { mkdirSync } from 'node:fs'
import { Server } from '@tus/server'
import { FileStore } from '@tus/file-store'

const directory = process.argv[2]
mkdirSync(directory, { recursive: true })
const server = new Server({
  path: process.argv[3] ?? '/api/v1/uploads',
  relativeLocation: true,
  datastore: new FileStore({ directory }),
})
const listening = server.listen({ host: '127.0.0.1', port: 0 }, () => {
  console.log(`listening on http://127.0.0.1:${listening.address().port}`)
})
process.stdin.on('end', () => process.exit(0)).resume()
