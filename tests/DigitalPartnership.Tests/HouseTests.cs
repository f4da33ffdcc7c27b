using System.Text.RegularExpressions;
using DigitalPartnership.Tests.Hosting;

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

    private static readonly string[] FloorsOfTheHost = ["Pages", "Http", "Answers"];

    [Fact]
    public void No_folder_reaches_back_up() => AssertNoneReachesUp("DigitalPartnership", Floors, UsedFolder());

    [Fact]
    public void No_folder_of_the_host_reaches_back_up() => AssertNoneReachesUp("DigitalPartnership.Api", FloorsOfTheHost, UsedFolderOfTheHost());

    private static void AssertNoneReachesUp(string project, string[] floors, Regex used)
    {
        var product = Repository.At($"src/{project}");
        var folders = Directory.GetDirectories(product).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj" or "Properties")).ToList();
        Assert.Equal(floors.Order(), folders.Order());

        var upward =
            from folder in folders
            from file in Directory.EnumerateFiles(Path.Combine(product, folder), "*", SearchOption.AllDirectories)
            where Path.GetExtension(file) is ".cs" or ".razor" && !file.Contains("Migrations")
            from Match use in used.Matches(File.ReadAllText(file))
            let other = use.Groups[1].Value
            where Array.IndexOf(floors, other) is >= 0 and var floor && floor < Array.IndexOf(floors, folder)
            select $"{folder}/{Path.GetFileName(file)} uses {other}";
        Assert.Empty(upward);
    }

    [GeneratedRegex(@"DigitalPartnership\.(\w+)\b")]
    private static partial Regex UsedFolder();

    [GeneratedRegex(@"DigitalPartnership\.Api\.(\w+)\b")]
    private static partial Regex UsedFolderOfTheHost();
}
