namespace DigitalPartnership.Exports;

/// <summary>How the rows of an export are written.</summary>
public interface IExportFormat
{
    /// <summary>The media type of the file.</summary>
    string MediaType { get; }

    /// <summary>What stands before the first row.</summary>
    byte[] Start();

    /// <summary>Some rows, whole lines each.</summary>
    byte[] Write(IReadOnlyList<object?[]> rows);
}
