using System.Net.Http.Json;
using System.Text.Json;
using DigitalPartnership.Api;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>
/// The real web host on a real port, with a database of its own that the host itself has migrated and filled.
/// It is made once and copied for every host, since all start from the published document.
/// </summary>
public class ApiHost : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digital-partnership-").FullName;
    private readonly Dictionary<string, string> _settings;
    private readonly ApiHost? _other;

    public ApiHost() : this(null, isFilled: true, []) { }

    private ApiHost(ApiHost? other, bool isFilled, (string Key, string Value)[] settings)
    {
        _settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        _other = other;
        Database = other?.Database ?? TestDatabase.Make(isFilled, _folder);
        UseKestrel(0);
    }

    /// <summary>A host with settings of its own.</summary>
    public static ApiHost With(params (string Key, string Value)[] settings) => new(null, isFilled: true, settings);

    /// <summary>A host on the database of another one.</summary>
    public static ApiHost On(ApiHost other, params (string Key, string Value)[] settings) => new(other, isFilled: true, settings);

    /// <summary>A host that finds no database; on SQLite it makes it when it starts.</summary>
    public static ApiHost OnEmptyFolder() => new(null, isFilled: false, []);

    /// <summary>The day on which the document was published; tests move it on.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2022, 6, 8, 10, 0, 0, TimeSpan.Zero));

    public SqlRecorder Sql { get; } = new();

    public LogRecorder Logs { get; } = new();

    /// <summary>The database, behind the host's back.</summary>
    public TestDatabase Database { get; }

    /// <summary>Where the host keeps its files.</summary>
    public string Folder => _folder;

    /// <summary>The file of the database; for tests about SQLite itself.</summary>
    public string DatabaseFile => _other?.DatabaseFile ?? Path.Combine(_folder, "test.db");

    /// <summary>Wires something besides, or instead of, what the host wires itself; to be set before it is first used.</summary>
    public Action<IServiceCollection>? Wiring { get; set; }

    /// <summary>Writes what no mutation can, behind the host's back; <c>@p0</c> and so on stand for the values.</summary>
    public void ChangeDatabase(string sql, params object?[] values) => Database.Execute(sql, values);

    /// <summary>Starts the host and prepares its database as the deployment does where the host does not itself.</summary>
    public void Prepare()
    {
        StartServer();
        if (TestDatabase.Server is null)
            return;
        using var scope = Services.CreateScope();
        Commands.MigrateAsync(scope.ServiceProvider, NullLogger.Instance).GetAwaiter().GetResult();
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
        builder.UseSetting(Database.Setting.Key, Database.Setting.Value);
        if (Environment.GetEnvironmentVariable("DIGITALPARTNERSHIP_TEST_BATCHSIZE") is { Length: > 0 } batchSize)
            builder.UseSetting("Database:MaxBatchSize", batchSize);
        builder.UseSetting("Mail:PickupFolder", Path.Combine(_folder, "mails"));
        // Nothing runs by itself unless a test asks for it.
        builder.UseSetting("Jobs:Runner", "Functions");
        builder.UseSetting("Startup:Warm", "false");
        // What is slow on a busy machine is not wrong; tests of the limit set it.
        builder.UseSetting("Limits:Seconds", "120");
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
            services.AddSingleton<IInterceptor>(ServerTranslation.OfAllHosts);
            Wiring?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !Directory.Exists(_folder))
            return;
        if (_other is null)
            Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
