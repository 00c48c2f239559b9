{
let good = 0, seen = 0, bad = 0, due, stop, next, quit
const d = document,
{src,dataset: {renew: urls = 'renew'}} = d.currentScript,
key = src + urls,
all = f => [...d.querySelectorAll('img,video,audio')].filter(f),
lost = () => all(e => e.currentSrc && e[key] != good &&
 (e.error || e.networkState == 3 || e.complete && !e.naturalWidth)),
save = () => {try {localStorage[key] = [good,due]} catch{}},

renew = async () => {
const now = Date.now()
try {[good,due] = localStorage[key].split(',')} catch{}
if (!bad && lost()[0]) due = +good + 5e3
if (good<=now & now<due) return
due = now + ++bad * 2e3
save()
let left = 1e9
for (let u of urls.split(' ')) {
 let c = new AbortController
 setTimeout(quit = e => c.abort(), 3e4)
 const {status,headers} = await fetch(new URL(u, src), {
  method: u == 'renew' ? 'POST' : 'GET', credentials: 'include', redirect: 'manual',
  headers: {'X-Requested-With': 'cloudfront-signer'}, signal: c.signal
 })
 stop |= status == 403
 if ([0,401,499].includes(status) && !d.hidden && !(sessionStorage[key] > now - 3e4)) {
  stop = sessionStorage[key] = now
  location.replace(new URL('login?return=' + encodeURIComponent(location.href.slice(origin.length)), src))
 }
 left = Math.min(left, headers.get('Cloudfront-Signer-Expires'))
}
if (left) due = (good = now) + left * 667 + 333
save()
},

check = async e => {
if (e?.persisted) due = 0, save()
if (!all(e => (e[src] = e.error ? e[src] : e.paused) == false)[0] && d.hidden || stop) return
try {await (navigator.locks?.request(key, renew) ?? renew())} catch{}
if (seen != good) {
 seen = good
 bad = 0
 lost().map(e => {
  const at = e.currentTime
  e[key] = good
  e.load ? e.load() : e.src = e.src
  e.currentTime = at
  e[src] == false && e.play()
 })
 d.dispatchEvent(new Event('cloudfront-signer:renewed'))
}
clearTimeout(next)
next = setTimeout(check, Math.min(due - Date.now(), 3e4))
}

'visibilitychange pageshow online storage play pause error'.split(' ').map(n => addEventListener(n, check, 1))
addEventListener('beforeunload', e => quit?.())
check()
}
