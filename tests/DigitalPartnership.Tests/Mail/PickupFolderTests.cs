using System.Text;
using DigitalPartnership.Mail;
using MimeKit;

namespace DigitalPartnership.Tests.Mail;

/// <summary>Looks at the files that a newcomer gets instead of mails.</summary>
public sealed class PickupFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("mails-").FullName;

    private string Folder => Path.Combine(_parent, "mails");

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public async Task A_mail_is_a_file_named_by_time_and_identity()
    {
        Assert.Equal(DeliveryOutcome.Accepted, (await WriteAsync("n-17@partnership.example")).Outcome);
        var file = Assert.Single(Directory.GetFiles(Folder));
        Assert.Equal("20220608T100000Z-n-17.eml", Path.GetFileName(file));
        Assert.Equal("n-17@partnership.example", MimeMessage.Load(file).MessageId);
        var text = await File.ReadAllTextAsync(file, Encoding.Latin1);
        Assert.DoesNotMatch("[^\r]\n", text);
    }

    [Fact]
    public async Task A_mail_that_comes_again_even_later_stays_one_file()
    {
        await WriteAsync("17@partnership.example");
        await WriteAsync("n-17@partnership.example");
        await WriteAsync("17@partnership.example", days: 3);
        Assert.Equal(["20220608T100000Z-17.eml", "20220608T100000Z-n-17.eml"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_identity_leads_out_of_the_folder_or_hides_another()
    {
        await WriteAsync("../../up@partnership.example");
        await WriteAsync("..-..-up@partnership.example");
        await WriteAsync("*@partnership.example");
        await WriteAsync(new string('x', 500) + "@partnership.example");
        Assert.Equal(4, Directory.GetFiles(Folder).Length);
        Assert.All(Directory.GetFiles(Folder), file => Assert.Matches(@"^20220608T100000Z-[\w-]{1,90}\.eml$", Path.GetFileName(file)));
        Assert.Equal([Folder], Directory.GetFileSystemEntries(_parent));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_written_leaves_no_draft()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await using var folder = new PickupFolder(Folder);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => folder.SendAsync(SampleMail.To("liaison@partner.example").ToMessage(), cancelled.Token));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    private async Task<Delivery> WriteAsync(string id, int days = 0)
    {
        await using var folder = new PickupFolder(Folder);
        var mail = SampleMail.To("liaison@partner.example", id);
        return await folder.SendAsync((mail with { Date = mail.Date.AddDays(days) }).ToMessage(), default);
    }
}
