// Pictures Neo4j Browser at work: signs in, drops the analysts' style sheet, runs a saved query and waits for its graph.
//
//   npm install --prefix /tmp/shot playwright-core
//   NODE_PATH=/tmp/shot/node_modules node tools/neo4j/screenshot.mjs OUT.png cypher/browser/QUERY.cypher PARAMETER=VALUE...
//
// NEO4J_BOLT_PORT, NEO4J_HTTP_PORT and NEO4J_PASSWORD as for `make neo4j`; CHROMIUM is the browser's path.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'

const { chromium } = createRequire(process.env.NODE_PATH + '/')('playwright-core')
const { NEO4J_BOLT_PORT: bolt = '7687', NEO4J_HTTP_PORT: http = '7474', NEO4J_PASSWORD: password = 'clew-local-only' } = process.env
const [out, file, ...parameters] = process.argv.slice(2)
const query = readFileSync(file, 'utf8').split('\n').filter(line => !line.startsWith('//')).join(' ').trim()
const style = readFileSync(new URL('../../cypher/browser/style.grass', import.meta.url), 'utf8')
const flags = 'no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync'

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags.split(' ').map(flag => `--${flag}`) })
const page = await browser.newPage({ viewport: { width: 1360, height: 900 } })
page.setDefaultTimeout(90_000)
await page.goto(`http://127.0.0.1:${http}/browser/`)
await page.selectOption('[data-testid=bolt-scheme-select], select >> nth=0', 'bolt://')
await page.fill('[data-testid=boltaddress]', `127.0.0.1:${bolt}`)
await page.fill('[data-testid=username]', 'neo4j')
await page.fill('[data-testid=password]', password)
await page.click('[data-testid=connect]')
await page.waitForSelector('text=You are connected')

await run(':clear')
await drop('style.grass', style)
await page.waitForTimeout(2_000)
for (const [name, value] of parameters.map(given => given.split('='))) await run(`:param ${name} => '${value}'`)
await run(query)
await page.waitForSelector('svg g.node')
await page.click('article [title=Fullscreen]')
await page.waitForTimeout(12_000) // the nodes come to rest
await page.locator('article').first().locator('button').nth(-2).click() // zoom to fit
await page.waitForTimeout(3_000)
await page.screenshot({ path: out })
await browser.close()

async function run(text) {
  await page.click('.cm-content, [data-testid=activeEditor] textarea, .monaco-editor', { force: true })
  await page.keyboard.insertText(text)
  await page.waitForTimeout(500)
  await page.click('[data-testid=editor-Run]')
  await page.waitForTimeout(1_000)
}

async function drop(name, content) {
  await page.evaluate(([name, content]) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], name))
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.querySelector('.filedrop').dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }))
  }, [name, content])
}
