{
let good = 0, due = 0, seen = 0, bad = 0, stop, next
const {src, dataset} = document.currentScript,
urls = dataset.renew || 'renew',
key = src + urls,
all = test => [...document.querySelectorAll('img,video,audio')].filter(test),
broken = () => all(e => e.currentSrc && e[key] != good &&
 (e.error || e.networkState == 3 || e.complete && !e.naturalWidth)),
save = () => { try { localStorage[key] = [good, due] } catch {} },

renew = async () => {
 const now = Date.now()
 try { [good, due] = localStorage[key].split(',') } catch {}
 if (!bad && broken()[0]) due = +good + 5e3
 if (good <= now && now < due) return
 due = now + ++bad * 2e3
 save()
 let left = 1e9
 for (const url of urls.split(' ')) {
  const {status, headers} = await fetch(new URL(url, src), {
   method: url == 'renew' ? 'POST' : 'GET', credentials: 'include', redirect: 'manual',
   headers: {'X-Requested-With': 'cloudfront-signer'}, signal: AbortSignal.timeout(3e4)
  })
  const ended = !document.hidden && [0, 401, 499].includes(status)
  stop |= ended || status == 403
  if (ended && !(sessionStorage[key] > now - 3e4)) {
   sessionStorage[key] = now
   location.replace(new URL('login?return=' + encodeURIComponent(location.href.slice(origin.length)), src))
  }
  left = Math.min(left, headers.get('Cloudfront-Signer-Expires'))
 }
 if (left) due = (good = now) + left * 667 + 333
 save()
},

check = async () => {
 if (stop || document.hidden && !all(e => e.paused == false)[0]) return
 try { await (navigator.locks?.request(key, renew) ?? renew()) } catch {}
 if (seen != good) {
  seen = good
  bad = 0
  for (const e of broken()) {
   const {currentTime, paused} = e
   e[key] = good
   e.load ? e.load() : e.src = e.src
   e.currentTime = currentTime
   paused || e.play?.().catch(check)
  }
  document.dispatchEvent(new Event('cloudfront-signer:renewed'))
 }
 clearTimeout(next)
 next = setTimeout(check, Math.min(due - Date.now(), 3e4))
}

'visibilitychange pageshow online storage play error'.split(' ').map(type => addEventListener(type, check, true))
check()
}
