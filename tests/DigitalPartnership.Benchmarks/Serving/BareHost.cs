using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>Nothing but Kestrel: whatever it is asked, it writes the bytes that it was given, after it has read the request to its end.</summary>
internal static class BareHost
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
        builder.Configuration.AddCommandLine(args);
        builder.WebHost.UseKestrelCore().UseUrls(builder.Configuration["urls"]!);
        var body = await File.ReadAllBytesAsync(builder.Configuration["body"]!);
        var (type, encoding) = (builder.Configuration["type"], builder.Configuration["encoding"]);

        var app = builder.Build();
        app.Run(http => AnswerAsync(http, body, type, encoding));
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext http, byte[] body, string? type, string? encoding)
    {
        if (HttpMethods.IsPost(http.Request.Method))
            await ReadToEndAsync(http);
        http.Response.ContentType = type;
        if (encoding is not null)
            http.Response.Headers.ContentEncoding = encoding;
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body);
    }

    private static async Task ReadToEndAsync(HttpContext http)
    {
        while (true)
        {
            var read = await http.Request.BodyReader.ReadAsync();
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }
}
