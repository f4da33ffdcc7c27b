using DigitalPartnership;
using DigitalPartnership.Functions;
using DigitalPartnership.Scheduling;

var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["FUNCTIONS_CUSTOMHANDLER_PORT"] is { } port)
    builder.WebHost.UseUrls($"http://127.0.0.1:{port}");

builder.Services.AddPartnership(builder.Configuration);

var app = builder.Build();
app.Services.ReadSchedules();
app.MapGet("/", () => "The jobs of the Digital Partnership, for Azure Functions.");
app.MapPost("/{function}", TimerCall.AnswerAsync);
await app.RunAsync();
