/* Verifies certificates in a file on a phone's own disk: no network, no server, and no Ed25519 of the browser, which old ones lack.
   What the file brings: keys, the signed list of what is revoked, the words. The same rules as on the server. */
import { hashes, verify } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'

hashes.sha512 = sha512

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const KID = 6
const SIGNATURE = 64
const LEAST = 114 // letters of the shortest token
const utf8 = new TextEncoder()
const place = (id) => document.getElementById(id)
const data = JSON.parse(place('du-lieu').textContent)

function fromBase32(text) {
  const bytes = []
  let held = 0
  let bits = 0
  for (const letter of text) {
    held = (held << 5) | LETTERS.indexOf(letter)
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 255)
    held &= (1 << bits) - 1
  }
  return held === 0 && bits < 5 ? Uint8Array.from(bytes) : null
}

const fromBase64 = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const said = (bytes) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))

/* Base64 has letters that say nothing; a token that is not written as it was signed is none. */
function part(text) {
  const bytes = fromBase64(text)
  if (toBase64(bytes) !== text) throw new Error('not as written')
  return bytes
}

function ofJws(text) {
  const [header, payload, signature] = text.split('.')
  return { kid: said(part(header)).kid, signed: `${header}.${payload}`, payload: part(payload), signature: part(signature) }
}

function bare(text) {
  const found = text.trim().replace(/\/+$/, '')
  return /.*\/xac-minh\/(.+)$/is.exec(found)?.[1] ?? found.split('/').pop()
}

/* The key that a text begins with which is no token: where it is one of ours, the text was a token before it was altered. */
function keyOf(text) {
  const last = bare(text)
  if (last.length < LEAST) return ''
  try {
    return last.startsWith('eyJ') ? said(fromBase64(last.split('.')[0])).kid : toBase64(fromBase32(`${plainOf(last).slice(0, 10)}AAAAAA`).slice(0, KID))
  } catch {
    return ''
  }
}

const plainOf = (text) => text.replace(/[\s-]/g, '').toUpperCase()

function read(text) {
  const last = bare(text)
  if (last.split('.').length === 3) return ofJws(last)
  const plain = plainOf(last)
  if (!/^[A-Z2-7]+$/.test(plain)) return null
  const raw = fromBase32(plain)
  if (!raw || raw.length <= KID + SIGNATURE) return null
  const kid = toBase64(raw.slice(0, KID))
  const payload = raw.slice(KID + SIGNATURE)
  const header = toBase64(utf8.encode(`{"alg":"EdDSA","kid":"${kid}"}`))
  return { kid, signed: `${header}.${toBase64(payload)}`, payload, signature: raw.slice(KID, KID + SIGNATURE) }
}

function holds(token, key) {
  try {
    return verify(token.signature, utf8.encode(token.signed), fromBase64(key.x), { zip215: false })
  } catch {
    return false
  }
}

function revoked() {
  const list = ofJws(data.revocations)
  const key = data.keys.find((one) => one.kid === list.kid)
  return key && holds(list, key) ? said(list.payload) : { marks: [], keys: [], exp: 0 }
}

const gone = revoked()
const markOf = (code) => [...sha256(utf8.encode(`khuyenhoc.revoked.${code}`))].map((b) => b.toString(16).padStart(2, '0')).join('').slice(0, 32)

/* [verdict, why, what it says] */
function judge(text) {
  let token
  try {
    token = read(text)
  } catch {
    token = null
  }
  if (!token && data.keys.some((one) => one.kid === keyOf(text))) return ['altered', 'signature']
  if (!token) return ['unknown', /^[A-Z2-7]{16}$/.test(plainOf(text)) ? 'short' : 'malformed']
  const key = data.keys.find((one) => one.kid === token.kid)
  if (!key) return ['unknown', 'foreign_key']
  let stated = null
  try {
    stated = holds(token, key) ? said(token.payload) : null
  } catch {
    stated = null
  }
  if (!stated || !stated.i || !data.models[stated.m]) return ['altered', 'signature']
  if (key.revoked || gone.keys.includes(key.kid)) return ['revoked', 'key_revoked', stated]
  if (stated.t < key.from || stated.t >= key.until) return ['unknown', 'out_of_time']
  return gone.marks.includes(markOf(stated.i)) ? ['revoked', 'withdrawn', stated] : ['genuine', '', stated]
}

const day = (number) => String(number).replace(/^(\d{4})(\d\d)(\d\d)$/, '$3/$2/$1')
const today = () => Number(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date()).replace(/-/g, ''))
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name])

function lines([verdict, why, stated]) {
  const { verdicts, whys, dos, honour, decision, holds, ended } = data.words
  if (!stated) return [verdicts[verdict], whys[why], dos[verdict]]
  const whose = stated.n ? `${stated.n}, ${stated.u}` : stated.u
  const second = fill(honour, { model: data.models[stated.m], year: stated.y, whose })
  if (verdict !== 'genuine') return [verdicts[verdict], whys[why], second]
  const third = fill(decision, { number: stated.d, day: day(stated.o) })
  if (!stated.e) return [verdicts[verdict], second, third]
  return [verdicts[verdict], second, `${third}; ${fill(stated.e < today() ? ended : holds, { day: day(stated.e) })}`]
}

function show(text) {
  const found = judge(text)
  const box = place('ket-qua')
  box.className = found[0]
  box.hidden = false
  place('dau').textContent = { genuine: '✓', revoked: '✕', altered: '!', unknown: '?' }[found[0]]
  lines(found).forEach((line, n) => (place(`dong-${n + 1}`).textContent = line))
  place('mau').hidden = !(found[2] && found[2].s)
  box.focus()
}

async function photographed(file) {
  const [code] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(await createImageBitmap(file))
  show(code ? code.rawValue : '')
}

place('mau-don').addEventListener('submit', (event) => {
  event.preventDefault()
  show(place('ma').value)
})
if ('BarcodeDetector' in window) {
  place('chup').hidden = false
  place('anh').addEventListener('change', (event) => event.target.files[0] && photographed(event.target.files[0]))
}
place('cu').hidden = gone.exp * 1000 > Date.now()
