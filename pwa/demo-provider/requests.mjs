// Reading a form, answering with a page.
import { URLSearchParams } from 'node:url'

export async function formOf(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  return new URLSearchParams(Buffer.concat(parts).toString())
}

export function send(response, status, body, type = 'text/html; charset=utf-8') {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-frame-options': 'DENY' })
  response.end(body)
}

export function sendOn(response, to) {
  response.writeHead(303, { location: to })
  response.end()
}
