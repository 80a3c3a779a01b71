using System.CommandLine;
using Tangram.Cli;
using Tangram.Cli.Commands;

// The one place that lists every command. A new command adds a file and a line here.
var root = new RootCommand("Cuts accelerators into segments, plans which model variants run where, and serves whole task graphs within their objectives")
{
    ApplyCommand.Create(),
    AssertCommand.Create(),
    DemoCommand.Create(),
    EvaluateCommand.Create(),
    ExportCommand.Create(),
    GpusCommand.Create(),
    HistoryCommand.Create(),
    ImportCommand.Create(),
    InterferenceCommand.Create(),
    LoadCommand.Create(),
    PlanCommand.Create(),
    PlannersCommand.Create(),
    PoliciesCommand.Create(),
    ProfileCommand.Create(),
    ReplayCommand.Create(),
    ReproduceCommand.Create(),
    ServeCommand.Create(),
    SimulateCommand.Create(),
    TopCommand.Create(),
};
return await Guard.InvokeAsync(root, args, new InvocationConfiguration());
