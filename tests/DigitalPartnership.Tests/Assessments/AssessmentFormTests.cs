using DigitalPartnership.Assessments;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Assessments;

public sealed class AssessmentFormTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_form_is_public_in_both_languages()
    {
        const string Form = "{ assessmentForm { version questions { key label french: label(language: FR) help frenchHelp: help(language: FR) rated required party basis } } none: assessmentForm(version: 99) { version } }";
        var data = await host.AskAsync(Form);

        Assert.Equal("1", data.Text("assessmentForm", "version"));
        Assert.Null(data.Text("none"));
        var questions = data.List("assessmentForm", "questions");
        Assert.InRange(questions.Count, 7, 9);
        foreach (var question in questions)
        {
            foreach (var text in (string[])["label", "french", "help", "frenchHelp", "basis"])
                Assert.False(string.IsNullOrWhiteSpace(question.Text(text)), $"{question.Text("key")} has no {text}");
            Assert.NotEqual(question.Text("label"), question.Text("french"));
        }
    }

    [Fact]
    public void A_later_version_may_reword_a_question_and_not_change_what_it_asks()
    {
        var forms = AssessmentForm.Read($"[ {Version(2, "In other words?", rated: true)}, {Version(1, "In words?", rated: true)} ]");

        Assert.Equal(["In words?", "In other words?"], forms.Select(form => form.Question("one")!.English));
        Assert.Throws<InvalidOperationException>(() => AssessmentForm.Read($"[ {Version(1, "In words?", rated: true)}, {Version(2, "In words?", rated: false)} ]"));
        Assert.Throws<InvalidOperationException>(() => AssessmentForm.Read($"[ {Version(1, "In words?", rated: true)}, {Version(1, "In words?", rated: true)} ]"));
    }

    private static string Version(int version, string english, bool rated) =>
        $$"""{ "version": {{version}}, "questions": [ { "key": "one", "rated": {{(rated ? "true" : "false")}}, "basis": "b", "english": "{{english}}", "french": "f", "englishHelp": "h", "frenchHelp": "h" } ] }""";
}
