import { defineConfig } from 'vitepress'
import { anchorAsOnGitHub, copyLinked, linkWithinCheckout, packagesOfDocs, pagePath, root } from './checkout.mts'
import { drawMermaid } from './diagrams.mts'
import { sidebar } from './sidebar.mts'

export default defineConfig({
  title: 'Streaming',
  description: 'Classifies a telescope’s observations as STAR, GALAXY or QSO while they stream in',
  lang: 'en',
  srcDir: root,
  srcExclude: [
    'README.md', 'SECURITY.md', 'src/!(Contracts)/**', 'tests/**', 'tools/**', 'data/**', 'artifacts/**', '**/{bin,obj}/**',
  ],
  rewrites: pagePath,
  cleanUrls: true,
  // Pages name addresses of programs that run on the reader's machine.
  ignoreDeadLinks: 'localhostLinks',
  buildEnd: copyLinked,
  vite: { plugins: [packagesOfDocs] },
  markdown: {
    anchor: { slugify: anchorAsOnGitHub },
    config(md) {
      linkWithinCheckout(md)
      drawMermaid(md)
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Getting started', link: '/getting-started' },
      { text: 'How to', link: '/how-to/publish' },
      { text: 'Reference', link: '/reference/configuration' },
      { text: 'Changes', link: '/CHANGELOG' },
    ],
    sidebar,
  },
})
