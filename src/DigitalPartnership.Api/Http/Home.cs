namespace DigitalPartnership.Api.Http;

/// <summary>The page at the root: what is here, and a query to try without any script.</summary>
internal static class Home
{
    public static void MapHome(this IEndpointRouteBuilder routes) => routes.MapGet("/", () => Results.Content(Page, "text/html; charset=utf-8"));

    private const string Page = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Digital Partnership</title>
        <style>
          :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
          body { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem; }
          textarea { box-sizing: border-box; width: 100%; font: .9rem/1.4 ui-monospace, monospace; padding: .75rem; }
          button { font: inherit; padding: .5rem 1.25rem; margin-top: .5rem; }
        </style>
        </head>
        <body>
        <main>
        <h1>Digital Partnership</h1>
        <p>The Council of Europe's partnership with digital companies: its partners, the activities of its workplan, who takes part in them, and where every fact comes from.</p>
        <h2><label for="query">A query to try</label></h2>
        <form action="/graphql" method="get">
        <textarea id="query" name="query" rows="14" spellcheck="false">{
          partners(first: 5, where: { activities: { some: { category: { eq: BINDING_STANDARD_SETTING } } } }) {
            totalCount
            nodes {
              name
              country
              joinedOn { text }
              activities(first: 3) {
                nodes { title date { text(language: FR) } }
              }
            }
          }
        }</textarea>
        <button>Ask</button>
        </form>
        <h2>What is here</h2>
        <ul>
        <li><a href="/graphql?sdl">The schema</a>, described field by field</li>
        <li><code>/graphql</code> answers GraphQL by POST and GET</li>
        <li><a href="/health/live">Alive?</a> <a href="/health/ready">Ready?</a></li>
        </ul>
        </main>
        </body>
        </html>
        """;
}
