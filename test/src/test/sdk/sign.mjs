// Signs with AWS's signer for JavaScript: node sign.mjs SITE EPOCH_SECONDS KEYS
// Prints for each signature its labels, the URL, and the cookies, separated by tabs.
import { readFileSync } from 'node:fs'
import { getSignedCookies, getSignedUrl } from '@aws-sdk/cloudfront-signer'

const [site, seconds, keys] = process.argv.slice(2)
const file = `${site}/private/a.txt?size=m`
const dateLessThan = new Date(seconds * 1000).toISOString()
const dateGreaterThan = new Date((seconds - 3600) * 1000).toISOString()
const print = (labels, url, cookies) => console.log([labels.join(' '), url, cookies].join('\t'))
const header = (cookies) => Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ')

for (const keyPairId of ['KRSA', 'KEC']) {
  const key = { keyPairId, privateKey: readFileSync(`${keys}/${keyPairId}.pem`) }
  for (const algorithm of [undefined, 'SHA1', 'SHA256']) {
    const labels = [keyPairId, algorithm ?? 'default']
    const signer = { ...key, algorithm }
    const conditions = { url: file, dateLessThan, dateGreaterThan, ipAddress: '127.0.0.1' }
    const policy = JSON.stringify({
      Statement: [{ Resource: `${site}/private/*`, Condition: { DateLessThan: { 'AWS:EpochTime': Number(seconds) } } }]
    })
    print([...labels, 'canned', 'url'], getSignedUrl({ ...signer, url: file, dateLessThan }), '')
    print([...labels, 'conditions', 'url'], getSignedUrl({ ...signer, ...conditions }), '')
    print([...labels, 'policy', 'url'], getSignedUrl({ ...signer, url: file, policy }), '')
    print([...labels, 'canned', 'cookies'], file, header(getSignedCookies({ ...signer, url: file, dateLessThan })))
    print([...labels, 'conditions', 'cookies'], file, header(getSignedCookies({ ...signer, ...conditions })))
    print([...labels, 'policy', 'cookies'], file, header(getSignedCookies({ ...signer, policy })))
    print([...labels, 'special', 'url'], getSignedUrl({ ...signer, url: `${site}/private/$&+,:;=@.txt`, dateLessThan }), '')
  }
}
