using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Notifications;

public sealed class ReminderForecastTests
{
    [Fact, Trait("Long", "true")]
    public async Task What_is_foreseen_is_what_is_sent()
    {
        await using var server = new SmtpServer();
        using var host = ReminderScene.HostFor(server);
        await host.AwaitAsync("google", "2022-07-15");
        await host.AwaitAsync("apple", "2022-07-17");
        await host.DesignateAsync("apple", "ahead@partner.example", from: "2022-07-12", name: "Liaison B");

        var foreseen = (await host.AskAsAsync(Tokens.Admin, """
            { reminderPreview(from: "2022-06-09", to: "2022-08-31") { on kind rung partner { slug } recipient { email } toSecretariat language subject } }
            """)).List("reminderPreview");
        var days = foreseen.Select(row => ReminderScene.Day(row.Text("on")!)).Distinct().ToList();
        foreach (var day in days.SelectMany(day => (DateOnly[])[day.AddDays(-1), day, day.AddDays(1)]).Distinct().Order())
        {
            host.ClockAt(day);
            await host.DoAsync("AssessmentReminder");
            await host.DoAsync("OnboardingFollowUp");
            await host.DoAsync("NotificationDispatch");
        }

        var reminders = foreseen.Where(row => row.Text("kind") == "ASSESSMENT_REMINDER").ToList();
        Assert.Equal(21, reminders.Count); // four rungs to each of four people, three to the one who comes later, and one each to the Secretariat
        Assert.Equal(
            reminders.Select(row => $"{row.Text("on")} {Address(row)} {row.Text("language")!.ToLowerInvariant()} {row.Text("subject")}").Order(StringComparer.Ordinal),
            server.Mails.Where(ReminderScene.IsReminder).Select(mail => $"{mail.SentOn():yyyy-MM-dd} {Address(mail)} {mail.Language()} {mail.Topic()}").Order(StringComparer.Ordinal));
        Assert.All(reminders, row => Assert.Equal(row.Text("rung") == "30_DAYS_AFTER", row.At("toSecretariat").GetBoolean()));
    }

    [Fact]
    public async Task No_more_than_400_days_are_foreseen_and_to_nobody_but_admins()
    {
        using var host = new ApiHost();

        Assert.Equal(["VALIDATION_FAILED"], await host.AskForErrorsAsAsync(Tokens.Admin, "{ reminderPreview(from: \"2022-06-09\", to: \"2023-08-01\") { on } }"));
        Assert.Equal(["VALIDATION_FAILED"], await host.AskForErrorsAsAsync(Tokens.Admin, "{ reminderPreview(from: \"2022-06-09\", to: \"2022-06-08\") { on } }"));
        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await host.AskForErrorsAsync("{ reminderPreview(from: \"2022-06-09\", to: \"2022-06-10\") { on } }"));
    }

    private static string? Address(JsonElement row) => row.At("recipient").ValueKind is JsonValueKind.Null ? null : row.Text("recipient", "email");

    private static string Address(ReceivedMail mail) => Assert.Single(mail.Recipients) is var address && address != ReminderScene.ToSecretariat ? address : "";
}
