using System.Globalization;
using DigitalPartnership.Benchmarks.Dispatch;

return args switch
{
    ["dispatch"] => await DispatchBenchmark.RunAsync(mails: 2000, times: 7),
    ["dispatch", var mails, var times] => await DispatchBenchmark.RunAsync(int.Parse(mails, CultureInfo.InvariantCulture), int.Parse(times, CultureInfo.InvariantCulture)),
    _ => Help(),
};

static int Help()
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/DigitalPartnership.Benchmarks -- dispatch [mails times]");
    return 1;
}
