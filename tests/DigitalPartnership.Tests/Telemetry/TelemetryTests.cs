using System.Diagnostics;
using DigitalPartnership.Telemetry;
using DigitalPartnership.Tests.Functions;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using DigitalPartnership.Tests.Notifications;
using DigitalPartnership.Tests.Scheduling;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace DigitalPartnership.Tests.Telemetry;

/// <summary>What can be seen of the product from outside, and what it costs where nobody looks.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class TelemetryTests
{
    private const string Named = "query PartnersOfToday { partners(first: 2) { nodes { name activities(first: 2) { nodes { title } } } } }";

    private readonly Watched _watched = new();

    [Fact]
    public async Task Where_nothing_is_configured_nothing_listens()
    {
        using var host = new ApiHost();
        await host.AskAsync(Named);

        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.False(host.Services.GetRequiredService<PartnershipMeter>().IsOperationWatched);
        Assert.Equal([typeof(SqlRecorder), typeof(ServerTranslation)], host.Services.GetServices<IInterceptor>().Select(interceptor => interceptor.GetType()));
    }

    [Fact]
    public async Task A_request_is_a_span_with_its_operation_and_that_with_its_statements_but_never_with_what_was_asked()
    {
        using var host = _watched.Host();
        await host.AskAsync(Named);
        await host.GetAsync([("query", "query Secretly { resolveOrganisation(name: \"Thalès-canary\") { __typename } }")]);

        var operation = await OneAsync(span => span.DisplayName == "query PartnersOfToday");
        var request = await OneAsync(span => span.SpanId == operation.ParentSpanId);
        Assert.Equal(("POST /graphql", ActivityKind.Server), (request.DisplayName, request.Kind));
        Assert.Equal(("PartnersOfToday", "query"), (operation.GetTagItem("graphql.operation.name"), operation.GetTagItem("graphql.operation.type")));
        Assert.True((double)operation.GetTagItem("partnership.operation.cost")! > 1);
        var statements = _watched.Spans.Where(span => span.ParentSpanId == operation.SpanId).ToList();
        Assert.Equal(operation.GetTagItem("partnership.operation.statements"), statements.Count);
        Assert.InRange(statements.Count, 2, 4);
        Assert.All(statements, span =>
        {
            Assert.Equal((ActivityKind.Client, TestDatabase.Server is null ? "sqlite" : "microsoft.sql_server"), (span.Kind, span.GetTagItem("db.system.name")));
            Assert.Contains("SELECT", (string)span.GetTagItem("db.query.text")!);
            Assert.True(span.Duration > TimeSpan.Zero);
        });
        var secret = await OneAsync(span => span.DisplayName == "query Secretly");
        await OneAsync(span => span.SpanId == secret.ParentSpanId);
        Assert.All(_watched.Spans.Where(span => span.TraceId == secret.TraceId), span => Assert.DoesNotContain("canary", string.Join(' ', span.TagObjects.Select(tag => tag.Value))));
    }

    [Fact]
    public async Task Operations_are_counted_by_names_of_which_strangers_can_bring_in_only_so_many()
    {
        using var host = _watched.Host();
        host.Services.GetRequiredService<OperationNames>().Trust(["Trusted"]);
        await host.PostAsync("query Refused { nothing }");
        for (var number = 0; number < OperationNames.Most + 20; number++)
            await host.AskAsync($"query Name{number} {{ __typename }}");
        await host.AskAsync("query Trusted { __typename }");
        await host.AskAsync("{ __typename }");
        await host.AskAsync($"query {new string('n', 500)} {{ __typename }}");

        var points = _watched.Points(host.Services, "partnership.operation.duration");

        Assert.Equal(OperationNames.Most, points.Count(point => point.Tags.Contains("graphql.operation.name=Name")));
        Assert.Contains(("graphql.operation.name=Trusted graphql.operation.type=query", 1), points);
        Assert.Contains(("graphql.operation.name=(none) graphql.operation.type=query", 1), points);
        Assert.Contains(("graphql.operation.name=(other) graphql.operation.type=query", 21), points);
        Assert.Contains(points, point => point.Tags.StartsWith("error.type=FIELDS_ON_CORRECT_TYPE ", StringComparison.Ordinal));
        Assert.DoesNotContain(points, point => point.Tags.Contains("Refused"));
        Assert.Equal(OperationNames.Most + 4, points.Count);
        Assert.NotEmpty(_watched.Points(host.Services, "partnership.operation.cost"));
        Assert.NotEmpty(_watched.Points(host.Services, "partnership.operation.statements"));
    }

    [Fact]
    public async Task Refusals_are_counted_by_code_wherever_they_come_from()
    {
        using var host = _watched.Host();
        await host.PostAsync("{ nothing }");
        await host.SendBodyAsync("[]");
        await host.SendAsync(HttpMethod.Get, "/exports/nothing.csv");
        await host.SendAsync(HttpMethod.Get, "/charts/nothing.svg");
        await host.SendAsync(HttpMethod.Get, "/?lang=xx");

        var refusals = _watched.Points(host.Services, "partnership.refusals");

        Assert.Equal([("error.type=FIELDS_ON_CORRECT_TYPE", 1d), ("error.type=NOT_FOUND", 2d), ("error.type=REQUEST_INVALID", 1d), ("error.type=VALIDATION_FAILED", 1d)], refusals.Order());
    }

    [Fact]
    public async Task What_is_answered_from_memory_is_counted_beside_what_is_not()
    {
        using var host = _watched.Host(("Answers:CacheMegabytes", "16"));
        for (var times = 0; times < 3; times++)
            await host.QueryAsync("query Named { partners { totalCount } }");

        Assert.Equal(
            [("graphql.operation.name=Named partnership.answer_cache.result=hit", 2d), ("graphql.operation.name=Named partnership.answer_cache.result=miss", 1d)],
            _watched.Points(host.Services, "partnership.answer_cache.lookups").Order());
    }

    [Fact]
    public async Task Mails_and_runs_of_jobs_are_counted_by_what_came_of_them()
    {
        await using var server = new SmtpServer();
        using var host = _watched.Host(NotificationScene.Settings(server));
        await host.PlanAsync(3);
        server.Refuse(NotificationScene.Address(1));
        await host.DispatchAsync();

        Assert.Equal([("partnership.mail.kind=ACTIVITY_ADDED partnership.mail.outcome=ACCEPTED", 2d), ("partnership.mail.kind=ACTIVITY_ADDED partnership.mail.outcome=ADDRESS_REFUSED", 1d)],
            _watched.Points(host.Services, "partnership.mails").Where(point => point.Tags.Contains("ACTIVITY_ADDED")).Order());
        await SchedulerSteps.UntilAsync(() => _watched.Points(host.Services, "partnership.job.duration").Count > 0);
        Assert.Equal([("partnership.job.name=NotificationDispatch partnership.job.outcome=SUCCEEDED", 1d)], _watched.Points(host.Services, "partnership.job.duration"));
        var job = await OneAsync(span => span.DisplayName == "job NotificationDispatch");
        Assert.Equal(3, _watched.Spans.Count(span => span.DisplayName == "mail" && span.TraceId == job.TraceId));
    }

    [Fact]
    public async Task A_job_that_does_not_run_falls_behind_its_schedule_for_all_to_see()
    {
        var script = new ScriptedJob.Script();
        using var host = ApiHost.With((Watched.Endpoint, Watched.Nowhere), ("Jobs:Runner", "InProcess"));
        host.Wiring = services =>
        {
            script.Wire(services);
            _watched.Wire(services);
        };
        host.Time.SetUtcNow(SchedulerSteps.Instant("2022-06-09T04:10"));
        host.StartServer();
        await SchedulerSteps.UntilAsync(() => script.Runs == 1 && Lag(host) is 0);

        script.Work = (_, _) => throw new InvalidOperationException("broken");
        await SchedulerSteps.RunClockAsync([host], "2022-06-10T06:00");
        await SchedulerSteps.UntilAsync(() => script.Runs > 1);

        Assert.Equal(2 * 3600, Lag(host));
    }

    [Fact]
    public async Task The_functions_tell_the_same_of_themselves()
    {
        using var database = new ApiHost();
        database.Time.SetUtcNow(SchedulerSteps.Instant("2022-06-09T04:00:30"));
        await database.AskAsync("{ __typename }");
        using var functions = new FunctionsHost(database, new ScriptedJob.Script()) { Wiring = _watched.Wire, Settings = { [Watched.Endpoint] = Watched.Nowhere } };

        await functions.CallAsync("Scripted", RecordedCalls.Body("onTime"));

        var job = await OneAsync(span => span.DisplayName == "job Scripted");
        await OneAsync(span => span.SpanId == job.ParentSpanId && span.Kind is ActivityKind.Server);
        Assert.Equal([("partnership.job.name=Scripted partnership.job.outcome=SUCCEEDED", 1d)], _watched.Points(functions.Services, "partnership.job.duration"));
    }

    private double? Lag(ApiHost host) =>
        _watched.Points(host.Services, "partnership.job.lag").Where(point => point.Tags.Contains($"={ScriptedJob.Name}", StringComparison.Ordinal)).ToList() is [var (_, seconds)] ? seconds : null;

    /// <summary>The one span that is such; a span ends a little after what it is of has been answered.</summary>
    private async Task<Activity> OneAsync(Func<Activity, bool> isIt)
    {
        await SchedulerSteps.UntilAsync(() => _watched.Spans.Any(isIt));
        return Assert.Single(_watched.Spans, span => isIt(span));
    }
}
