namespace Streaming.Reporting;

/// <summary>How a page looks: on a screen, light or dark, on a phone, and printed.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1c2127; --soft: #59636e; --rule: #d5d9de; --ground: #fff;
          --panel: #f6f7f9; --star: #ddaa33; --galaxy: #004488; --qso: #bb5566; --accent: #004488; }
        @media screen and (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #9aa4b0; --rule: #3a424c;
          --ground: #14181d; --panel: #1c2229; --star: #eecc66; --galaxy: #6699cc; --qso: #ee99aa; --accent: #6699cc; }
          image.density { filter: invert(1); } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem 1.2rem 4rem; max-width: 78rem; background: var(--ground); color: var(
            --ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        h1 { margin: .6rem 0 0; font-size: 1.9rem; line-height: 1.2; }
        h2 { margin: 2.6rem 0 .6rem; padding-top: .6rem; border-top: 1px solid var(--rule); font-size: 1.35rem; }
        header p { margin: .3rem 0 1rem; color: var(--soft); overflow-wrap: anywhere; }
        p, ul { max-width: 48rem; }
        li { margin: .25rem 0; }
        a { color: var(--accent); }
        nav { padding: .6rem 1rem; border-radius: .5rem; background: var(--panel); }
        nav ol { margin: 0; padding-left: 1.6rem; columns: 15rem; column-gap: 2.4rem; }
        figure { margin: 1.4rem 0 2rem; }
        figcaption { max-width: 48rem; margin-top: .4rem; color: var(--soft); font-size: .93rem; }
        .panels { display: grid; gap: .8rem 1.2rem; grid-template-columns: repeat(
        auto-fill, minmax(min(21rem, 100%), 1fr)); }
        .one { max-width: 31rem; }
        .wide { overflow-x: auto; }
        .wide > svg { min-width: 40rem; max-width: 60rem; }
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: var(--ink); font-family: inherit; font-size: 12px; }
        svg text.soft { fill: var(--soft); font-size: 11px; }
        svg text.title { font-weight: 600; font-size: 13px; }
        svg .grid { stroke: var(--rule); stroke-width: .7; fill: none; }
        svg .frame { stroke: var(--soft); stroke-width: 1; fill: none; }
        image.density { image-rendering: pixelated; }
        .legend { display: flex; gap: 1.1rem; margin-bottom: .4rem; font-size: .93rem; }
        .legend i { display: inline-block; width: .85em; height: .85em; margin-right: .35em; border-radius: 2px;
          vertical-align: -.05em; }
        table { border-collapse: collapse; margin: .6rem 0; font-size: .88rem; font-variant-numeric: tabular-nums; }
        th, td { padding: .18rem .65rem; border-bottom: 1px solid var(--rule); text-align: right; white-space: nowrap; }
        th:first-child, td:first-child { padding-left: 0; text-align: left; }
        thead th { border-bottom: 2px solid var(--soft); }
        td:last-child { white-space: normal; }
        summary { cursor: pointer; color: var(--accent); font-size: .93rem; }
        @media print { body { max-width: none; font-size: 10pt; } nav { display: none; } figure { break-inside: avoid; }
          .wide { overflow: visible; } .wide > svg { min-width: 0; } h2 { break-after: avoid; } }

        """;
}
