// Verifies signatures of version 4A with AWS's signer for JavaScript, one request of JSON a line: node verify.mjs
import { createHash, createHmac, createPublicKey, createECDH, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { SignatureV4a } from '@smithy/signature-v4a'

class Sha256 {
  constructor (secret) { this.hash = secret ? createHmac('sha256', secret) : createHash('sha256') }
  update (data) { this.hash.update(data) }
  async digest () { return new Uint8Array(this.hash.digest()) }
  reset () {}
}

// keeps what would be signed instead of signing it
class Recorder extends SignatureV4a {
  async getSignature (key, text) {
    this.recorded = { key, text }
    return ''
  }
}

function publicKey (scalar) {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(Buffer.from(scalar))
  const point = curve.getPublicKey()
  const coordinate = (from) => point.subarray(from, from + 32).toString('base64url')
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33) }, format: 'jwk' })
}

for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
  const { ':method': method, ':path': path, ':query': query, ':body': body, ':secret': secretAccessKey, authorization, ...headers } =
    JSON.parse(line)
  const [, accessKeyId, signedHeaders, signature] =
    /Credential=([^/]+)\/.*SignedHeaders=(.*), Signature=(.*)$/.exec(authorization)
  const signer = new Recorder({
    credentials: { accessKeyId, secretAccessKey, sessionToken: headers['x-amz-security-token'] },
    region: '*',
    service: 'cloudfront-keyvaluestore',
    sha256: Sha256
  })
  const date = headers['x-amz-date'].replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z')
  const given = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-')))
  const request = {
    method,
    protocol: 'https:',
    hostname: headers.host,
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: given,
    body: body || undefined
  }
  const signed = await signer.sign(request, { signingDate: new Date(date) })
  const { key, text } = signer.recorded
  const sameHeaders = /SignedHeaders=(.*), /.exec(signed.headers.authorization)[1] === signedHeaders
  console.log(sameHeaders && verify('sha256', Buffer.from(text), publicKey(key), Buffer.from(signature, 'hex')))
}
