import type { MarkdownRenderer } from 'vitepress'

/** Fences marked mermaid become the component that draws them in the browser. */
export function drawMermaid(md: MarkdownRenderer) {
  const fence = md.renderer.rules.fence!
  md.renderer.rules.fence = (tokens, index, ...rest) =>
    tokens[index].info.trim() === 'mermaid'
      ? `<Mermaid code="${encodeURIComponent(tokens[index].content)}" />`
      : fence(tokens, index, ...rest)
}
