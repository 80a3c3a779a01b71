using System.CommandLine;
using Tangram.Core.Catalogs;
using Tangram.Scheduling;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary>The options that choose scheduling policies, each by its name or as <c>name:key=value,…</c>.</summary>
internal sealed class PolicyOptions
{
    private readonly Option<string> _dispatch;
    private readonly Option<string> _batching;
    private readonly Option<string> _admission;
    private readonly Option<string> _drop;

    /// <summary>The options.</summary>
    /// <param name="usual">What holds unless given; the policies' own defaults where it is null.</param>
    public PolicyOptions(PolicyChoice? usual = null)
    {
        usual ??= new PolicyChoice();
        _dispatch = Policy("dispatch", usual.Dispatch, SchedulingCatalogs.Dispatch);
        _batching = Policy("batching", usual.Batching, SchedulingCatalogs.Batching);
        _admission = Policy("admission", usual.Admission, SchedulingCatalogs.Admission);
        _drop = Policy("drop", usual.Drop, SchedulingCatalogs.Drop);
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option<string>[])[_dispatch, _batching, _admission, _drop])
        {
            command.Add(option);
        }
    }

    /// <summary>The policies that were chosen.</summary>
    public PolicyChoice Read(ParseResult parsed) => new()
    {
        Dispatch = parsed.GetValue(_dispatch)!,
        Batching = parsed.GetValue(_batching)!,
        Admission = parsed.GetValue(_admission)!,
        Drop = parsed.GetValue(_drop)!,
    };

    private static Option<string> Policy<TRole>(string role, string fallback, Catalog<TRole> catalog)
        where TRole : class
    {
        var option = new Option<string>($"--{role}") { Description = $"{role} policy: {string.Join(", ", catalog.Names)}; settings after a colon, as in name:key=value; {fallback} unless given", HelpName = "NAME", DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            try
            {
                _ = catalog.Create(result.GetValueOrDefault<string>() ?? fallback);
            }
            catch (Exception fault) when (fault is ArgumentException or FormatException)
            {
                result.AddError($"--{role}: {(fault is ArgumentException { ParamName: not null } named ? named.Message.Replace($" (Parameter '{named.ParamName}')", string.Empty, StringComparison.Ordinal) : fault.Message)}");
            }
        });
        return option;
    }
}
