import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MarkdownRenderer } from 'vitepress'

/** The folder with the solution: its Markdown files are the pages. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Where a file of the checkout stands in the site: docs/ is its root, and a README the page of its folder. */
export const pagePath = (file: string) => file.replace(/^docs\//, '').replace(/README\.md$/, 'index.md')

const isPage = (file: string) => /^(docs|deploy|models)\/.*\.md$|^src\/Contracts\/README\.md$|^CHANGELOG\.md$/.test(file)

const copied = new Set<string>()

/** A file that is no page is copied, as text that a browser shows. */
const copyPath = (file: string) => `/files/${file}${file.endsWith('.json') ? '' : '.txt'}`

/**
 * Links are written as they work on GitHub, from file to file. Here they become links between pages, or to a copy of
 * the file; a file that is not there stops the build.
 */
export function linkWithinCheckout(md: MarkdownRenderer) {
  md.core.ruler.push('checkout', ({ tokens, env }) => {
    const from = env.realPath ?? env.path
    const opened: string[] = []
    for (const token of tokens.flatMap((block) => block.children ?? [])) {
      if (token.type === 'link_close') token.tag = opened.pop()!
      if (token.type !== 'link_open') continue
      const [path, anchor] = token.attrGet('href')!.split('#')
      if (path && !/^[a-z]+:|^\//.test(path)) rewrite(token, path, anchor, from)
      opened.push(token.tag)
    }
  })
}

function rewrite(token: any, path: string, anchor: string | undefined, from: string) {
  const target = resolve(dirname(from), decodeURI(path))
  if (!existsSync(target)) throw new Error(`${relative(root, from)}: there is no ${path}`)
  let file = relative(root, target)
  if (statSync(target).isDirectory()) {
    if (!existsSync(join(target, 'README.md')) || !isPage(`${file}/README.md`)) {
      // GitHub lists a folder; the site has nothing to show for it.
      token.tag = 'span'
      token.attrs = []
      return
    }
    file = `${file}/README.md`
  }
  if (file === 'README.md') file = 'docs/index.md'
  if (!isPage(file)) copied.add(file)
  const address = isPage(file) ? `/${pagePath(file)}` : copyPath(file)
  token.attrSet('href', anchor ? `${address}#${anchor}` : address)
}

/** A heading has one anchor, on the site and on GitHub. */
export const anchorAsOnGitHub = (heading: string) =>
  heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\- _]/gu, '').replaceAll(' ', '-')

/** Copies what pages link to into the finished site. */
export function copyLinked({ outDir }: { outDir: string }) {
  for (const file of copied) {
    const target = join(outDir, copyPath(file))
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(join(root, file), target)
  }
}

/** Pages outside docs/ have no node_modules above them: they take Vue from where docs/ has it. */
export const packagesOfDocs = {
  name: 'packages-of-docs',
  enforce: 'pre' as const,
  resolveId(this: any, name: string, importer?: string) {
    if (/^vue(\/|$)/.test(name) && importer?.endsWith('.md'))
      return this.resolve(name, join(root, 'docs/index.md'), { skipSelf: true })
  },
}
