using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace DigitalPartnership.Api.Answers;

/// <summary>A whole answer without errors that was made for nobody in particular, and the forms in which it is sent.</summary>
/// <param name="body">What is sent, before it is packed.</param>
/// <param name="mediaType">The type of it.</param>
/// <param name="operation">The name by which the operation is counted.</param>
internal sealed class Answer(byte[] body, string mediaType, string operation)
{
    /// <summary>What objects and dictionary entries take besides their contents, roughly, in bytes.</summary>
    public const int Overhead = 400;

    private readonly AnswerForm?[] _forms = new AnswerForm?[3];
    private readonly string _tag = Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 16));

    /// <summary>The name by which the operation is counted.</summary>
    public string Operation => operation;

    /// <summary>Whether it was asked for since it was looked for what can go.</summary>
    public bool IsWanted
    {
        get;
        set
        {
            // What every request writes to, the processors take from each other.
            if (field != value)
                field = value;
        }
    }

    /// <summary>Whether an edition keeps it. This and what follows is the edition's, under its lock.</summary>
    public bool IsKept { get; set; }

    /// <summary>The requests that are known to ask for it.</summary>
    public List<KnownRequest> Requests { get; } = [];

    /// <summary>As how many bytes it was counted last.</summary>
    public long Weighed { get; set; }

    /// <summary>The bytes that it takes, with its forms and known requests.</summary>
    public long Size => Overhead + body.Length + _forms.Sum(form => form is null ? 0 : Overhead + (form.Body == body ? 0 : form.Body.Length)) + Requests.Sum(request => request.Size);

    /// <summary>Its form in one coding; it is packed when it is first asked for so.</summary>
    public AnswerForm In(ContentCoding coding)
    {
        if (Volatile.Read(ref _forms[(int)coding]) is { } known)
            return known;
        lock (_forms)
            return _forms[(int)coding] ??= new AnswerForm(this, coding, ContentCodings.Pack(body, coding), mediaType, _tag);
    }

    /// <summary>Whether it was packed in a coding already.</summary>
    public bool Has(ContentCoding coding) => Volatile.Read(ref _forms[(int)coding]) is not null;
}

/// <summary>An answer in one coding, with the headers that go with it.</summary>
internal sealed class AnswerForm(Answer answer, ContentCoding coding, byte[] body, string mediaType, string tag)
{
    public Answer Answer => answer;
    public byte[] Body => body;
    public StringValues ContentType { get; } = mediaType + "; charset=utf-8";
    public StringValues ContentEncoding { get; } = ContentCodings.NameOf(coding);

    /// <summary>The entity tag. It comes from the content, so that it is the same on every instance and after a restart; each coding has its own.</summary>
    public string Tag { get; } = ContentCodings.NameOf(coding) is { } name ? $"\"{tag}-{name}\"" : $"\"{tag}\"";
}
