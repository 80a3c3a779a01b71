namespace Tangram.Cli.Pages;

/// <summary>How pages look, in light and in dark. Without the characters that XML and HTML read differently.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Text = """
        :root { color-scheme: light dark; --paper: #ffffff; --card: #f6f7f9; --ink: #16191d; --quiet: #59616b; --line: #cfd5dc; --accent: #0072B2; --bad: #b4400a; }
        @media (prefers-color-scheme: dark) { :root { --paper: #14171b; --card: #1e2329; --ink: #eceff3; --quiet: #a3adb8; --line: #3b434d; --accent: #56B4E9; --bad: #ff9b66; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 20px 24px 48px; max-width: 1280px; background: var(--paper); color: var(--ink); font: 14px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }
        h1 { font-size: 22px; margin: 0 0 12px; } h2 { font-size: 17px; margin: 28px 0 10px; } h3 { font-size: 15px; margin: 0 0 6px; }
        .quiet { color: var(--quiet); font-weight: normal; } svg .quiet { fill: var(--quiet); }
        .facts { display: flex; flex-wrap: wrap; gap: 10px; margin: 0; padding: 0; list-style: none; }
        .facts li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 7px 13px; }
        .facts b { display: block; font-size: 18px; line-height: 1.25; }
        .cards { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start; }
        .application { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px 12px; max-width: 100%; min-width: 280px; }
        .met { margin: 0 0 4px; font-size: 13px; white-space: nowrap; } .met svg { margin: 0 8px 0 0; vertical-align: middle; } .met .name { display: inline-block; width: 64px; color: var(--quiet); }
        .rail { fill: var(--line); } .fill { fill: var(--accent); } .mark { stroke: var(--ink); stroke-width: 2; }
        .scroll { overflow-x: auto; margin-top: 8px; }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; margin: 0 0 10px; padding: 0; font-size: 13px; }
        .legend li { display: flex; align-items: center; gap: 6px; }
        .devices { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 540px), 1fr)); gap: 12px; }
        .device { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 7px 5px 2px; overflow-x: auto; } .device.wide { grid-column: 1 / -1; }
        figcaption { display: flex; justify-content: space-between; gap: 12px; padding: 0 8px 4px; font-size: 13px; }
        svg { display: block; } .device > svg { max-width: 100%; height: auto; } .met svg, .legend svg { display: inline-block; }
        svg text { font-family: inherit; fill: var(--ink); } svg text.strong { font-weight: 600; } text.halo { stroke: var(--card); stroke-width: 7px; paint-order: stroke; }
        rect.segment { stroke: rgba(0, 0, 0, 0.45); stroke-width: 1; } rect.pattern { opacity: 0.55; }
        rect.free { fill: none; stroke: var(--line); stroke-dasharray: 4 3; } .tick { stroke: var(--quiet); } .grid { stroke: var(--line); }
        rect.box { fill: var(--paper); stroke: var(--line); } rect.absent { stroke-dasharray: 4 3; }
        path.edge { fill: none; stroke: var(--quiet); stroke-width: 1.5; } path.head { fill: var(--quiet); }
        path.curve { fill: none; stroke: var(--accent); stroke-width: 2; } circle.point { fill: var(--accent); stroke: var(--card); stroke-width: 1.5; }
        line.asked { stroke: var(--ink); stroke-dasharray: 5 4; } path.none { fill: none; stroke: var(--bad); stroke-width: 2; }
        path.series { fill: none; stroke-width: 1.75; stroke-linejoin: round; } rect.heat { fill: var(--accent); } rect.warm { fill: var(--line); opacity: 0.45; } rect.late { fill: var(--bad); } rect.quiet-rail { opacity: 0.35; }
        rect.touch { fill: transparent; stroke: none; } g.mark line { opacity: 0.55; }
        circle.dot { fill: var(--accent); opacity: 0.45; }
        rect.band { fill: var(--line); opacity: 0.35; } ul.why { margin: 10px 0 0; padding-left: 20px; max-width: 900px; }
        table { border-collapse: collapse; font-size: 13px; } th, td { text-align: right; padding: 4px 12px; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; padding-left: 0; } th { color: var(--quiet); font-weight: 600; }
        details { margin: 4px 8px 8px; font-size: 13px; } summary { cursor: pointer; color: var(--quiet); }
        section h3 { margin-top: 16px; } p { margin: 0 0 8px; } p.below { margin: 8px 0; } div.below { margin-top: 12px; }
        """;
}
