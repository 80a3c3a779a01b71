using System.Diagnostics;

namespace Tangram.Scenarios.Serving;

/// <summary>A program of the system that a scenario uses.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Package">The Debian package it comes in.</param>
internal sealed record Tool(string Name, string Package)
{
    /// <summary>Sends HTTP/1.1 requests.</summary>
    public static Tool Wrk { get; } = new("wrk", "wrk");

    /// <summary>Sends HTTP/2 requests.</summary>
    public static Tool H2Load { get; } = new("h2load", "nghttp2-client");

    /// <summary>Runs JavaScript.</summary>
    public static Tool Node { get; } = new("node", "nodejs");

    /// <summary>Installs JavaScript packages.</summary>
    public static Tool Npm { get; } = new("npm", "npm");

    /// <summary>Its file; null where it is not installed.</summary>
    public string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
        .Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);

    /// <summary>Starts it.</summary>
    /// <param name="arguments">What it is given.</param>
    /// <param name="folder">The folder it runs in; null for this program's own.</param>
    public Process Start(IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(Name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? string.Empty,
        };
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed; holds its words.</exception>
    public async Task<string> RunAsync(IEnumerable<string> arguments, string? folder = null)
    {
        using var process = Start(arguments, folder);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Name} failed: {output} {await errors}");
    }
}
