// Runs dependency-cruiser and refuses a green tick over nothing: with a TypeScript that has no
// compiler API it reads no modules and reports success.
import { createRequire } from 'node:module'
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
const leastModules = 30

const { output } = await cruise(
  ['src'],
  { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true },
  undefined,
  { tsConfig: extractTSConfig('tsconfig.app.json') },
)
if (typeof output === 'string') throw new Error(output)

const own = output.modules.filter(({ source }) => source.startsWith('src/'))
const links = own.reduce((sum, { dependencies }) => sum + dependencies.length, 0)
const { violations } = output.summary
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} -> ${to}`)
console.log(`imports: ${own.length} modules, ${links} links, ${violations.length} broken rules`)

const readSomething = own.length >= leastModules && links > own.length
if (!readSomething) console.error('The import check read hardly anything: is TypeScript still 5.9?')
if (violations.length > 0 || !readSomething) process.exit(1)
