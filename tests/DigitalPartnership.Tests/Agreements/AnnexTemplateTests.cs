using System.Net.Http.Json;
using System.Text.Json;
using DigitalPartnership.Agreements;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using DocumentFormat.OpenXml.Wordprocessing;

namespace DigitalPartnership.Tests.Agreements;

/// <summary>The Secretariat puts its own document in the place of the draft.</summary>
public sealed class AnnexTemplateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digital-partnership-annex-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_own_template_of_a_language_is_filled_and_keeps_its_look()
    {
        Save("annex-en.docx", WordFile.Of(new Paragraph(new Run(new Text("Our own text"))), WordFile.WithField("Partner"), WordFile.WithField("memberStates"),
            WordFile.WithField("liaisons"), WordFile.BlockField("liaisons"), WordFile.BlockField("date")));
        Save("annex-fr.docx", WordFile.Of(WordFile.WithField("language")));
        using var host = With("annex-{language}.docx");
        await host.DesignateAsync("icc", "a@annex.example", name: "Liaison A");
        host.ChangeDatabase("UPDATE Liaisons SET Name = @p0", "Liaison\u0001 A");

        var english = await ContentAsync(host, "EN");

        string[] liaisons = ["Council of Europe: to be designated", "International Chamber of Commerce: Liaison A (liaison person since 1 June 2022)"];
        Assert.Equal(["Our own text", "<<International Chamber of Commerce>>", "<<46>>", $"<<{string.Join("; ", liaisons)}>>", .. liaisons, "8 June 2022"], WordFile.Paragraphs(english));
        Assert.Empty(WordFile.Faults(english));
        WordFile.Read(english, document =>
        {
            var body = document.MainDocumentPart!.Document!.Body!;
            Assert.Empty(body.Descendants<ShowingPlaceholder>());
            Assert.Empty(body.Descendants<RunStyle>());
            Assert.Equal(3, body.Descendants<Bold>().Count());
            Assert.Equal(3, body.Descendants<Italic>().Count());
            Assert.Equal(3, body.Descendants<KeepNext>().Count());
            Assert.Null(document.PackageProperties.Creator);
            return 0;
        });
        Assert.Equal(["<<français>>"], WordFile.Paragraphs(await ContentAsync(host, "FR")));
    }

    [Fact]
    public void A_template_with_an_unknown_field_is_refused_at_the_start_with_its_name()
    {
        Save("annex.docx", WordFile.Of(WordFile.WithField("partner"), WordFile.WithField("secretaryGeneral")));

        Assert.Contains("'secretaryGeneral'", Refusal("annex.docx"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_is_missing_or_no_document_is_refused_at_the_start()
    {
        Assert.Contains("'missing.docx'", Refusal("missing.docx"), StringComparison.Ordinal);
        Save("text.docx", "only text"u8.ToArray());
        Assert.Contains("'text.docx'", Refusal("text.docx"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_becomes_wrong_while_the_host_runs_is_refused_and_serves_again_once_mended()
    {
        Save("annex.docx", WordFile.Of(WordFile.WithField("partner")));
        using var host = With("annex.docx");
        Assert.Equal(["<<International Chamber of Commerce>>"], WordFile.Paragraphs(await ContentAsync(host, "EN")));

        Save("annex.docx", WordFile.Of(WordFile.WithField("colour")));
        using var refused = await host.AskForAsync("/partners/icc/annex.docx", Tokens.Admin);

        Assert.Equal(500, (int)refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("TEMPLATE_INVALID", problem.GetProperty("code").GetString());
        Assert.Contains("'colour'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, problem.GetRawText(), StringComparison.Ordinal);

        Save("annex.docx", WordFile.Of(WordFile.WithField("memberStates")));
        Assert.Equal(["<<46>>"], WordFile.Paragraphs(await ContentAsync(host, "EN")));
    }

    private void Save(string file, byte[] content) => File.WriteAllBytes(Path.Combine(_folder, file), content);

    private ApiHost With(string file) => ApiHost.With(("Agreements:AnnexTemplate", Path.Combine(_folder, file)));

    private string Refusal(string file)
    {
        using var host = With(file);
        return Assert.Throws<InvalidTemplateException>(host.StartServer).Message;
    }

    private static async Task<byte[]> ContentAsync(ApiHost host, string language)
    {
        using var response = await host.AskForAsync($"/partners/icc/annex.docx?language={language}", Tokens.Admin);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }
}
