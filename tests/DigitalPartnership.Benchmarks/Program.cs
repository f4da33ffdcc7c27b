using System.Globalization;
using DigitalPartnership.Benchmarks.Dispatch;
using DigitalPartnership.Benchmarks.Growing;
using DigitalPartnership.Benchmarks.Parts;
using DigitalPartnership.Benchmarks.Reference;
using DigitalPartnership.Benchmarks.Serving;
using DigitalPartnership.Benchmarks.Starting;

return args switch
{
    ["uncached"] => UncachedBenchmark.Run(percent: 100),
    ["uncached", var percent] => UncachedBenchmark.Run(Number(percent)),
    ["cached"] => CachedBenchmark.Run(percent: 100),
    ["cached", var percent] => CachedBenchmark.Run(Number(percent)),
    ["cold"] => ColdBenchmark.Run(),
    ["large"] => await LargeBenchmark.RunAsync(),
    ["soak"] => await SoakBenchmark.RunAsync(minutes: 10),
    ["soak", var minutes] => await SoakBenchmark.RunAsync(Number(minutes)),
    ["parts", .. var choice] => PartsBenchmark.Run(choice),
    ["dispatch"] => await DispatchBenchmark.RunAsync(mails: 2000, times: 7),
    ["dispatch", var mails, var times] => await DispatchBenchmark.RunAsync(Number(mails), Number(times)),
    ["reference", .. var settings] => await ReferenceHost.RunAsync(settings),
    ["bare", .. var settings] => await BareHost.RunAsync(settings),
    _ => Help(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Help()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/DigitalPartnership.Benchmarks -- <command>

          uncached [percent]     an answer that has to be worked out: the host beside a plain GraphQL.NET and EF host
          cached [percent]       an answer that is there already: the host beside bare Kestrel writing the same bytes;
                                 with less than 100 percent of the requests it is over sooner and says less
          cold                   from start to first answer: the published host with and without ReadyToRun and warming
          large                  what grows with the data: a page, its statements, engagement, the memory of an export
          soak [minutes]         whether memory stays flat under load, 10 minutes unless told otherwise
          parts [options]        the parts one by one, with BenchmarkDotNet and its options
          dispatch [mails times] sending mails: the dispatch beside a bare loop

        DIGITALPARTNERSHIP_HOST names the folder of another build of the host to measure.

        Started by the others, or by hand to look at:

          reference --database=<file> --urls=<address>                              the plain host
          bare --body=<file> --type=<media type> [--encoding=…] --urls=<address>   the bare endpoint
        """);
    return 1;
}
