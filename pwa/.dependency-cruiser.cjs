const slices = '(identity|sharing|care|carers|about-me|notifications|step-up|outcomes|goals|dialog-plus|safety-plan|admission|rota|ladder|hand-over|wall)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'slices-do-not-know-each-other',
      comment: 'A slice links to another by its URL, never by importing it.',
      severity: 'error',
      from: { path: `^src/${slices}/` },
      to: { path: `^src/${slices}/`, pathNot: '^src/$1/' },
    },
    {
      name: 'slices-do-not-know-the-app',
      severity: 'error',
      from: { path: `^src/${slices}/` },
      to: { path: '^src/(app|sw)/' },
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: `^src/(app|sw|${slices})/` },
    },
    {
      name: 'the-service-worker-stands-alone',
      comment: 'It runs without a page; what it needs is its own.',
      severity: 'error',
      from: { path: '^src/sw/' },
      to: { path: '^src/', pathNot: '^src/sw/' },
    },
    {
      name: 'nobody-imports-the-service-worker',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sw/' },
      to: { path: '^src/sw/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-tests-in-the-page',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$|/testing/' },
      to: { path: '\\.test\\.tsx?$|/testing/' },
    },
    { name: 'nothing-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.app.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
