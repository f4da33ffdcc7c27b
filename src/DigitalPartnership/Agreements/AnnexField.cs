using System.Text.Json;

namespace DigitalPartnership.Agreements;

/// <summary>What a template of the annex can ask for, by the tag of a content control: <c>partner</c>, <c>memberStates</c>.</summary>
public enum AnnexField
{
    /// <summary>The partner's name.</summary>
    Partner,

    /// <summary>The day for which the annex is written.</summary>
    Date,

    /// <summary>The number of member States of the Council of Europe on that day.</summary>
    MemberStates,

    /// <summary>The liaison persons of both parties in office on that day: each in a paragraph where the control holds paragraphs, else in one text.</summary>
    Liaisons,

    /// <summary>The language of the annex, in its own words.</summary>
    Language,
}

/// <summary>The tags by which templates name the fields.</summary>
public static class AnnexFields
{
    /// <summary>Every tag, for messages.</summary>
    public static string All => string.Join(", ", Enum.GetValues<AnnexField>().Select(one => one.Tag));

    extension(AnnexField asked)
    {
        /// <summary>Its tag.</summary>
        public string Tag => JsonNamingPolicy.CamelCase.ConvertName(asked.ToString());
    }

    /// <summary>The field with a tag, in any case; null where there is none.</summary>
    public static AnnexField? Find(string tag)
    {
        foreach (var field in Enum.GetValues<AnnexField>())
        {
            if (field.Tag.Equals(tag.Trim(), StringComparison.OrdinalIgnoreCase))
                return field;
        }
        return null;
    }
}
