using System.Runtime.CompilerServices;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Where a file or folder is, by its path from the repository's root.</summary>
    public static string At(string path) => Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", path));

    private static string Here([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
