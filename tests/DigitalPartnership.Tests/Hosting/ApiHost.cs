using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>
/// The real web host on a real port, with a database file of its own that the host itself has migrated and filled.
/// The file is made once and copied for every host, since all start from the published document.
/// </summary>
public class ApiHost : WebApplicationFactory<Program>
{
    private static readonly Lazy<string> Template = new(MakeTemplate, LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly string _folder = Directory.CreateTempSubdirectory("digital-partnership-").FullName;
    private readonly Dictionary<string, string> _settings;

    public ApiHost() : this(fromTemplate: true, []) { }

    private ApiHost(bool fromTemplate, (string Key, string Value)[] settings)
    {
        _settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        if (fromTemplate)
            File.Copy(Template.Value, DatabaseFile);
        UseKestrel(0);
    }

    /// <summary>A host with settings of its own.</summary>
    public static ApiHost With(params (string Key, string Value)[] settings) => new(fromTemplate: true, settings);

    /// <summary>A host that finds no database file and has to make it.</summary>
    public static ApiHost OnEmptyFolder() => new(fromTemplate: false, []);

    /// <summary>The day on which the document was published; tests move it on.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2022, 6, 8, 10, 0, 0, TimeSpan.Zero));

    public SqlRecorder Sql { get; } = new();

    public LogRecorder Logs { get; } = new();

    public string DatabaseFile => Path.Combine(_folder, "test.db");

    /// <summary>Wires something besides, or instead of, what the host wires itself; to be set before it is first used.</summary>
    public Action<IServiceCollection>? Wiring { get; set; }

    /// <summary>Writes what no mutation can, behind the host's back.</summary>
    public void ChangeDatabase(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public HttpClient Http => field ??= CreateClient();

    /// <summary>Asks a question that must be answered without an error.</summary>
    public Task<JsonElement> AskAsync(string query, object? variables = null) => AskAsAsync(null, query, variables);

    /// <summary>Asks with a token a question that must be answered without an error.</summary>
    public async Task<JsonElement> AskAsAsync(string? token, string query, object? variables = null)
    {
        var answer = await PostAsAsync(token, query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{query}\n{errors}");
        return answer.GetProperty("data");
    }

    /// <summary>Asks a question that must fail, and gives the codes of its errors.</summary>
    public Task<string[]> AskForErrorsAsync(string query, object? variables = null, string? token = null) => AskForErrorsAsAsync(token, query, variables);

    /// <summary>Asks with a token a question that must fail, and gives the codes of its errors.</summary>
    public async Task<string[]> AskForErrorsAsAsync(string? token, string query, object? variables = null)
    {
        var answer = await PostAsAsync(token, query, variables);
        Assert.True(answer.TryGetProperty("errors", out var errors), $"No error: {answer}");
        return [.. errors.EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("code").GetString()!)];
    }

    public Task<JsonElement> PostAsync(string query, object? variables = null, string? token = null) => PostAsAsync(token, query, variables);

    /// <summary>Sends a request with a token, or without one, that must be answered with 200.</summary>
    public async Task<JsonElement> PostAsAsync(string? token, string query, object? variables = null)
    {
        using var response = await SendAsync(token is null ? null : $"Bearer {token}", query, variables);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Sends a request with any authorization header.</summary>
    public async Task<HttpResponseMessage> SendAsync(string? authorization, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Http.SendAsync(request);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        // Every watched settings file takes one of the few watches that a user has on Linux.
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        builder.UseSetting("ConnectionStrings:Sqlite", $"Data Source={DatabaseFile}");
        builder.UseSetting("Mail:PickupFolder", Path.Combine(_folder, "mails"));
        // Nothing runs by itself unless a test asks for it.
        builder.UseSetting("Jobs:Runner", "Functions");
        builder.UseSetting("Startup:Warm", "false");
        // Statements are counted, and the database is changed behind the host's back: what is kept is for the tests of that.
        builder.UseSetting("Answers:CacheMegabytes", "0");
        foreach (var (key, value) in Tokens.Settings)
            builder.UseSetting(key, value);
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs));
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.Configure<HealthCheckPublisherOptions>(health => health.Predicate = _ => false);
            services.AddSingleton<IInterceptor>(Sql);
            Wiring?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !Directory.Exists(_folder))
            return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static string MakeTemplate()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("digital-partnership-template-").FullName, "template.db");
        using (var host = OnEmptyFolder())
        {
            host.StartServer();
            using var from = new SqliteConnection($"Data Source={host.DatabaseFile}");
            using var to = new SqliteConnection($"Data Source={file};Pooling=False");
            from.Open();
            to.Open();
            from.BackupDatabase(to);
        }
        return file;
    }
}
