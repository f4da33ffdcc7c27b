using System.Runtime.InteropServices;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>A test of what Azure takes, which is made on Linux; elsewhere it is reported as not run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture is not Architecture.X64)
            Skip = "The compiler of infra/, the hooks and the published program are for Linux on x64.";
    }
}
