using DigitalPartnership;
using DigitalPartnership.Api;
using DigitalPartnership.Api.Answers;
using DigitalPartnership.Api.Http;
using DigitalPartnership.Api.Pages;
using DigitalPartnership.Scheduling;

var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
    builder.WebHost.UseUrls("http://localhost:5080");

builder.WebHost.ConfigureKestrel(ServerLimits.Set).UseSockets(ConnectionThreads.Set);
builder.Services.AddPartnership(builder.Configuration);
builder.Services.AddSignIn();
builder.Services.AddAnswers(builder.Configuration);
builder.Services.AddGraphQLHttp(builder.Configuration);
builder.Services.AddProxies(builder.Configuration);
builder.Services.AddRateLimits(builder.Configuration);
builder.Services.AddRazorComponents();
builder.Services.AddSingleton<IHttpContextFactory, SecretPaths>();
builder.Services.AddEmbeddedScheduler(builder.Configuration);
builder.Services.AddHealth();

var app = builder.Build();
if (Commands.Find(args) is { } command)
    return await command(app);

app.Services.ReadSchedules();
await Task.WhenAll(app.MakeSchemaAsync(), app.PrepareDatabaseAsync());
app.UseSecureTransport();
app.UseAnswers(complete: SecurityHeaders.Set);
app.UseOwnThreads();
app.UseTraceIds();
app.UseSecurityHeaders();
app.UseUnexpectedFaults();
app.UseMiddleware<Outages>();
app.UseRouting();
app.UseAuthentication();
app.UseResponseCompression();
app.UseCors();
app.UseRateLimiter();
app.MapGraphQL();
app.MapCalendar();
app.MapExports();
app.MapCharts();
app.MapHome();
app.MapAssessmentPages();
app.MapUnsubscribe();
app.MapAnnex();
app.MapHealth();
await app.WarmAsync();
await app.RunAsync();
return 0;
