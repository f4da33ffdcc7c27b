namespace DigitalPartnership.Exports;

/// <summary>What sort of value a column holds.</summary>
public enum ColumnType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A day as ISO 8601 writes it.</summary>
    Day,

    /// <summary>Several texts; CSV puts a semicolon between them.</summary>
    Texts,
}

/// <summary>One column of an export: what the file and its description in the data dictionary are both made from.</summary>
/// <param name="Name">Its name, for example <c>joinedOn</c>.</param>
/// <param name="Description">What it holds, in a sentence.</param>
/// <param name="Type">What sort of value it holds.</param>
/// <param name="IsNullable">Whether a row may have no value here.</param>
/// <param name="Choices">All values that there can be; null where they are not counted.</param>
public sealed record ExportColumn(string Name, string Description, ColumnType Type, bool IsNullable, IReadOnlyList<string>? Choices = null);
