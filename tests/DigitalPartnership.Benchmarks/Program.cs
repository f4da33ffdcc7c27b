using System.Globalization;
using DigitalPartnership.Benchmarks.Dispatch;
using DigitalPartnership.Benchmarks.Reference;
using DigitalPartnership.Benchmarks.Serving;

return args switch
{
    ["uncached"] => UncachedBenchmark.Run(),
    ["dispatch"] => await DispatchBenchmark.RunAsync(mails: 2000, times: 7),
    ["dispatch", var mails, var times] => await DispatchBenchmark.RunAsync(int.Parse(mails, CultureInfo.InvariantCulture), int.Parse(times, CultureInfo.InvariantCulture)),
    ["reference", .. var settings] => await ReferenceHost.RunAsync(settings),
    _ => Help(),
};

static int Help()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/DigitalPartnership.Benchmarks -- <command>

          uncached               an answer that has to be worked out: the product beside a plain GraphQL.NET and EF host
          dispatch [mails times] sending mails: the dispatch beside a bare loop

        Started by the others, and by hand to look at:

          reference --database=<file> [--urls=…]   the plain host
        """);
    return 1;
}
