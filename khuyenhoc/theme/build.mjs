/* Builds what a browser and the papers need into build/: run by `npm run assets` after `npm ci --ignore-scripts`.
   Skips everything when no source changed. `--force` builds all the same. */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { compile } from 'sass'
import subsetFont from 'subset-font'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const modules = join(root, 'node_modules')
const target = join(root, 'build')
const stampFile = join(target, '.theme-stamp')

const CREDIT = '/*! Có phần của govuk-frontend, giấy phép MIT, © Crown Copyright (Government Digital Service). */\n'
const WEIGHTS = [400, 600]
const SUBSETS = ['latin-ext', 'vietnamese', 'latin']
const PAPER_FONTS = {
  tinos: ['Tinos', ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']],
  'be-vietnam-pro': [
    'BeVietnamPro',
    ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold', '700Bold_Italic'],
  ],
}

function sources() {
  const kept = /\.(scss|js|mjs|svg)$|palette\.json$/
  const own = readdirSync(here, { recursive: true }).filter((name) => kept.test(name)).sort()
  return [...own.map((name) => join(here, name)), join(root, 'package-lock.json')]
}

function stamp() {
  const hash = createHash('sha256')
  for (const file of sources()) hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}

/* The palette is data shared with the charts, so Sass reads the same file instead of a second list. */
const palette = {
  canonicalize: (url) => (url === 'kh:palette' ? new URL(url) : null),
  load() {
    const colours = JSON.parse(readFileSync(join(here, 'palette.json'), 'utf8'))
    const lines = Object.entries(colours).map(([name, value]) => `"${name}": ${value}`)
    return { contents: `$colours: (${lines.join(', ')});`, syntax: 'scss' }
  },
}

function styles(folder) {
  const options = { style: 'compressed', loadPaths: [modules], importers: [palette], quietDeps: true }
  writeFileSync(join(folder, 'kh.css'), CREDIT + compile(join(here, 'scss', 'kh.scss'), options).css)
}

function scripts(folder) {
  const entry = { entryPoints: [join(here, 'js', 'kh.js')], outfile: join(folder, 'kh.js'), nodePaths: [modules] }
  buildSync({ ...entry, bundle: true, minify: true, format: 'iife', target: 'es2019', legalComments: 'none', banner: { js: CREDIT } })
  verifier(folder)
  cpSync(join(modules, 'htmx.org', 'dist', 'htmx.min.js'), join(folder, 'htmx.min.js'))
}

/* Stands inside the file that verifies certificates without network. Its numbers (BigInt) need a browser of 2020 or later. */
function verifier(folder) {
  const credit = '/*! Có phần của @noble/ed25519 và @noble/hashes, giấy phép MIT, © Paul Miller. */\n'
  const entry = { entryPoints: [join(here, 'js', 'verify.js')], outfile: join(folder, 'verify.js'), nodePaths: [modules] }
  const made = { bundle: true, minify: true, format: 'iife', target: 'es2020', charset: 'utf8', legalComments: 'none' }
  buildSync({ ...entry, ...made, banner: { js: credit } })
}

/* Be Vietnam Pro has no figures of one width; the ten of Plex are, and stand in wherever numbers stand in columns. */
async function figures(folder) {
  for (const weight of WEIGHTS) {
    const whole = join(modules, '@fontsource', 'ibm-plex-sans', 'files', `ibm-plex-sans-latin-${weight}-normal.woff2`)
    const ten = await subsetFont(readFileSync(whole), '0123456789', { targetFormat: 'woff2', noLayoutClosure: true })
    writeFileSync(join(folder, 'fonts', `kh-figures-${weight}.woff2`), ten)
  }
}

function webFonts(folder) {
  mkdirSync(join(folder, 'fonts'))
  for (const weight of WEIGHTS) {
    for (const subset of SUBSETS) {
      const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`
      cpSync(join(modules, '@fontsource', 'be-vietnam-pro', 'files', name), join(folder, 'fonts', name))
    }
  }
}

function paperFonts(folder) {
  for (const [family, [prefix, cuts]] of Object.entries(PAPER_FONTS)) {
    const from = join(modules, '@expo-google-fonts', family)
    for (const cut of cuts) {
      const plain = cut.replace(/^\d+/, '').replace('Regular_Italic', 'Italic').replace('_', '')
      cpSync(join(from, cut, `${prefix}_${cut}.ttf`), join(folder, `${prefix}-${plain}.ttf`))
    }
    cpSync(join(from, 'LICENSE_FONT'), join(folder, `${prefix}-LICENSE.txt`))
  }
}

async function site(folder) {
  styles(folder)
  scripts(folder)
  webFonts(folder)
  await figures(folder)
  cpSync(join(here, 'svg'), folder, { recursive: true })
}

/* Only the tests use it, and `npm ci --omit=dev` leaves it out. */
function tools(folder) {
  const axe = join(modules, 'axe-core', 'axe.min.js')
  if (existsSync(axe)) cpSync(axe, join(folder, 'axe.min.js'))
}

/* A folder is made beside its place and moved in whole, so that a server never sees half of it. */
async function replace(place, make) {
  const fresh = `${join(target, place)}.new-${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  await make(fresh)
  rmSync(join(target, place), { recursive: true, force: true })
  renameSync(fresh, join(target, place))
}

const places = { 'static/kh': site, fonts: paperFonts, test: tools }
const now = stamp()
const made = existsSync(stampFile) && Object.keys(places).every((place) => existsSync(join(target, place)))
if (!process.argv.includes('--force') && made && readFileSync(stampFile, 'utf8') === now) {
  console.log('Giao diện: không có gì thay đổi.')
} else {
  rmSync(stampFile, { force: true })
  for (const [place, make] of Object.entries(places)) await replace(place, make)
  writeFileSync(stampFile, now)
  console.log('Giao diện: đã dựng xong.')
}
