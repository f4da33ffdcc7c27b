namespace DigitalPartnership.Texts;

/// <summary>A text in both working languages. Neither can be left out.</summary>
/// <param name="English">The English text.</param>
/// <param name="French">The French text.</param>
public readonly record struct Bilingual(string English, string French)
{
    /// <summary>A name or another piece of data that is the same in both languages.</summary>
    public static Bilingual Same(string text) => new(text, text);

    /// <summary>The text in one of the languages.</summary>
    public string In(Language language) => language is Language.Fr ? French : English;
}
