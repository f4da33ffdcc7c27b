using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using DocumentFormat.OpenXml.Wordprocessing;

namespace DigitalPartnership.Tests.Agreements;

public sealed class AnnexTests(ApiHost host) : IClassFixture<ApiHost>, IAsyncLifetime
{
    private const string Address = "a@annex.example";
    private const string Annex = "/partners/icc/annex.docx";

    /// <summary>Where the documents are left for a word processor to open; nothing is left where this is not set.</summary>
    private static readonly string? Folder = Environment.GetEnvironmentVariable("DIGITALPARTNERSHIP_TEST_DOCUMENTS");

    public async Task InitializeAsync()
    {
        if ((await AskAsync(Annex, Tokens.ForLiaison(Address))).IsSuccessStatusCode)
            return;
        await host.DesignateAsync("icc", Address, name: "Liaison <A> & \"Sons\"");
        await host.DesignateAsync("icc", "council@annex.example", "COUNCIL", name: "Liaison C");
        await host.DesignateAsync("icc", "later@annex.example", from: "2022-07-01", name: "Liaison Later");
        await host.DesignateAsync("thales", "other@annex.example", name: "Liaison B");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_Secretariat_and_the_partners_own_liaisons_get_a_Word_document_that_nobody_keeps()
    {
        foreach (var token in new[] { Tokens.Admin, Tokens.ForLiaison(Address) })
        {
            using var response = await AskAsync(Annex + "?language=FR", token);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", response.Content.Headers.ContentType!.ToString());
            Assert.Equal("attachment; filename=\"annex-icc-fr.docx\"", response.Content.Headers.ContentDisposition!.ToString());
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.True(response.Headers.CacheControl is { Private: true, NoStore: true });
        }
    }

    [Theory]
    [InlineData(null, Annex, 401, "AUTH_NOT_AUTHENTICATED")]
    [InlineData(null, "/partners/nobody/annex.docx", 401, "AUTH_NOT_AUTHENTICATED")]
    [InlineData("not a token", Annex, 401, "AUTH_NOT_AUTHENTICATED")]
    [InlineData("other@annex.example", Annex, 403, "AUTH_NOT_AUTHORIZED")]
    [InlineData("stranger@annex.example", Annex, 403, "AUTH_NOT_AUTHORIZED")]
    [InlineData("later@annex.example", Annex, 403, "AUTH_NOT_AUTHORIZED")]
    [InlineData("admin", "/partners/nobody/annex.docx", 404, "NOT_FOUND")]
    [InlineData("admin", Annex + "?language=DE", 400, "VALIDATION_FAILED")]
    [InlineData("admin", Annex + "?date=2022-02-30", 400, "VALIDATION_FAILED")]
    [InlineData("admin", Annex + "?date=08/06/2022", 400, "VALIDATION_FAILED")]
    [InlineData("admin", Annex + "?lang=FR", 400, "REQUEST_INVALID")]
    public async Task Whoever_may_not_and_whatever_cannot_be_taken_is_refused_with_a_code_and_without_names(string? caller, string address, int status, string code)
    {
        var token = caller switch { "admin" => Tokens.Admin, { } liaison when liaison.Contains('@') => Tokens.ForLiaison(liaison), _ => caller };

        using var response = await AskAsync(address, token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.CacheControl is { NoStore: true });
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(code, JsonElement.Parse(text).GetProperty("code").GetString());
        Assert.DoesNotContain("Liaison", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_that_is_no_partner_has_no_annex()
    {
        var organisations = (await host.AskAsync("{ organisations(first: 200) { nodes { __typename slug } } }")).GetProperty("organisations").GetProperty("nodes");
        var other = organisations.EnumerateArray().First(row => row.GetProperty("__typename").GetString() == "NonPartner").GetProperty("slug").GetString();

        using var response = await AskAsync($"/partners/{other}/annex.docx", Tokens.Admin);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("NOT_FOUND", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("EN", "Draft – the Secretariat’s own text applies", "between the Council of Europe and International Chamber of Commerce", "8 June 2022", "en-GB")]
    [InlineData("FR", "Projet – seul le texte du Secrétariat fait foi", "entre le Conseil de l’Europe et International Chamber of Commerce", "8 juin 2022", "fr-FR")]
    public async Task The_draft_has_ten_clauses_in_either_language_says_that_it_is_one_and_is_valid(string language, string notice, string title, string date, string code)
    {
        var content = await ContentAsync($"{Annex}?language={language}");
        if (Folder is not null)
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Folder).FullName, $"annex-{language.ToLowerInvariant()}.docx"), content);

        Assert.Empty(WordFile.Faults(content));
        var paragraphs = WordFile.Paragraphs(content);
        Assert.Contains(title, paragraphs[0], StringComparison.Ordinal);
        Assert.Contains(date, paragraphs[1], StringComparison.Ordinal);
        Assert.DoesNotContain(paragraphs, paragraph => paragraph.Contains('{') || paragraph.Contains('['));
        Assert.Equal(notice, WordFile.Read(content, document => Assert.Single(document.MainDocumentPart!.HeaderParts).Header!.InnerText));
        Assert.Equal(10, WordFile.Read(content, document => document.MainDocumentPart!.Document!.Descendants<ParagraphStyleId>().Count(style => style.Val == "Clause")));
        Assert.Contains("International Chamber of Commerce", WordFile.Read(content, document => document.PackageProperties.Title), StringComparison.Ordinal);
        Assert.Equal(code, WordFile.Read(content, document => document.PackageProperties.Language));
        Assert.Null(WordFile.Read(content, document => document.PackageProperties.Creator));
    }

    [Theory]
    [InlineData("2022-03-01", "47")]
    [InlineData("2022-03-02", "46")]
    public async Task The_member_States_are_counted_on_the_day(string day, string number) =>
        Assert.Contains($" {number} member States", string.Join('\n', WordFile.Paragraphs(await ContentAsync($"{Annex}?date={day}"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("2022-06-08", "Council of Europe: Liaison C (liaison person since 1 June 2022)", "International Chamber of Commerce: Liaison <A> & \"Sons\" (liaison person since 1 June 2022)")]
    [InlineData("2022-05-31", "Council of Europe: to be designated", "International Chamber of Commerce: to be designated")]
    public async Task The_liaison_persons_in_office_on_the_day_are_named_each_in_a_paragraph(string day, params string[] expected) =>
        Assert.Equal(expected, WordFile.Paragraphs(await ContentAsync($"{Annex}?date={day}")).TakeLast(expected.Length));

    private async Task<byte[]> ContentAsync(string address)
    {
        using var response = await AskAsync(address, Tokens.Admin);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private Task<HttpResponseMessage> AskAsync(string address, string? token) => host.AskForAsync(address, token);
}

internal static class AnnexRequests
{
    /// <summary>Asks for an address with a token, or without one.</summary>
    public static async Task<HttpResponseMessage> AskForAsync(this ApiHost host, string address, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await host.Http.SendAsync(request);
    }
}
