namespace DigitalPartnership.Home;

/// <summary>How the first page looks, and the query that it lets one try.</summary>
internal static class HomeStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ground: #fff; --ink: #1a1a1a; --muted: #4a4a4a; --line: #c9ced3; --soft: #f3f5f7; --link: #00548b; font: 1rem/1.5 Arial, "Liberation Sans", Helvetica, sans-serif; }
        @media (prefers-color-scheme: dark) { :root { --ground: #15181b; --ink: #f3f3f3; --muted: #c6c9cc; --line: #474e55; --soft: #1f2429; --link: #8ecbf5; } }
        @media print { :root { --ground: #fff; --ink: #1a1a1a; --muted: #4a4a4a; --line: #c9ced3; --soft: #fff; --link: #1a1a1a; } form, .switch { display: none; } }
        body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: break-word; }
        header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
        header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .5rem 2rem; padding-top: 1.25rem; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .75rem; }
        a { color: var(--link); }
        a:focus-visible, button:focus-visible, textarea:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .switch a, nav a, figcaption a { display: inline-block; padding: .25rem 0; min-height: 1.5rem; }
        summary { cursor: pointer; padding: .25rem 0; width: fit-content; }
        .lead { max-width: 44rem; }
        .counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin: 1.25rem 0 0; }
        .counts div { background: var(--soft); border: 1px solid var(--line); border-radius: .4rem; padding: .75rem 1rem; display: flex; flex-direction: column-reverse; }
        .counts dt { color: var(--muted); }
        .counts dd { margin: 0; font-size: 1.75rem; line-height: 1.2; font-weight: 700; }
        .activities { list-style: none; padding: 0; margin: 0; }
        .activities li { border-top: 1px solid var(--line); padding: .6rem 0; }
        .activities .when, .activities .where { color: var(--muted); }
        .activities .what { font-weight: 700; }
        .charts { display: grid; gap: 2rem; align-items: start; }
        figure { margin: 0; border: 1px solid var(--line); border-radius: .4rem; padding: .25rem; min-width: 0; }
        figure svg { display: block; }
        figcaption { padding: .25rem .75rem .75rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: start; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
        td { text-align: end; white-space: nowrap; }
        thead th { font-weight: 700; }
        textarea { box-sizing: border-box; width: 100%; font: .9rem/1.4 ui-monospace, "Liberation Mono", monospace; padding: .75rem; background: var(--soft); color: var(--ink); border: 1px solid var(--muted); border-radius: .4rem; }
        button { font: inherit; padding: .5rem 1.25rem; margin-top: .5rem; min-height: 2.75rem; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        nav ul { padding-left: 1.25rem; }
        footer { color: var(--muted); padding-bottom: 2rem; margin-top: 2rem; }
        @media (max-width: 30rem) { figure { margin: 0 -1rem; padding: 0; border-width: 1px 0; border-radius: 0; } }
        @media (min-width: 60rem) { .charts { grid-template-columns: 1fr 1fr; } }
        """;

    public const string Query = """
        {
          partners(first: 5, where: { activities: { some: { category: { eq: BINDING_STANDARD_SETTING } } } }) {
            totalCount
            nodes {
              name
              country
              joinedOn { text }
              engagement { activities of rate }
              activities(first: 3) {
                nodes { title date { text(language: FR) } }
              }
            }
          }
        }
        """;
}
