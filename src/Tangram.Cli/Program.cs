using System.CommandLine;
using Tangram.Cli;
using Tangram.Cli.Commands;

// The one place that lists every command. A new command adds a file and a line here.
var root = new RootCommand("Cuts accelerators into segments, plans which model variants run where, and serves whole task graphs within their objectives")
{
    EvaluateCommand.Build(),
    LoadCommand.Build(),
    PoliciesCommand.Build(),
    ProfileCommand.Build(),
    ServeCommand.Build(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    return ExitCode.BadInput;
}

return await parsed.InvokeAsync();
