using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace DigitalPartnership.Tests;

/// <summary>Holds the folders of the product to the arrows that the README draws.</summary>
public sealed partial class HouseTests
{
    // From the top down; a folder may use those that stand below it.
    private static readonly string[] Floors =
    [
        "PublishedDocument", "Search", "Discrepancies", "Assessments", "Onboarding", "Home", "Exports", "Charts", "Engagement", "Calendar",
        "Workplan", "Agreements", "Notifications", "Liaisons", "Partners", "Organisations", "Scheduling", "Auditing", "Access", "Sources", "Dates",
        "GraphQL", "Site", "Data", "Mail", "Texts", "Telemetry",
    ];

    [Fact]
    public void No_folder_reaches_back_up()
    {
        var product = ProductFolder();
        var folders = Directory.GetDirectories(product).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj")).ToList();
        Assert.Equal(Floors.Order(), folders.Order());

        var upward =
            from folder in folders
            from file in Directory.EnumerateFiles(Path.Combine(product, folder), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("Migrations")
            from Match used in UsedFolder().Matches(File.ReadAllText(file))
            let other = used.Groups[1].Value
            where Array.IndexOf(Floors, other) is >= 0 and var floor && floor < Array.IndexOf(Floors, folder)
            select $"{folder}/{Path.GetFileName(file)} uses {other}";
        Assert.Empty(upward);
    }

    [GeneratedRegex(@"DigitalPartnership\.(\w+)[;.]")]
    private static partial Regex UsedFolder();

    private static string ProductFolder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "src", "DigitalPartnership"));
}
