using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Files;

namespace Tangram.Operators;

/// <summary>An application with its operators built and ready to be called.</summary>
/// <remarks>Immutable and safe to use from many threads at once, as its operators are.</remarks>
public sealed class BoundApplication
{
    private readonly Dictionary<string, ITaskOperator> _tasks;

    /// <summary>Builds the operators that <paramref name="application"/> names.</summary>
    /// <exception cref="ArgumentException">An operator is not known, or there is none because the application is only planned for.</exception>
    /// <exception cref="FormatException">A setting of an operator is not as it should be.</exception>
    public BoundApplication(Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        Application = application;
        Entry = OperatorCatalogs.Entries.Create(application.Entry.Name, application.Entry.Settings);
        Answer = OperatorCatalogs.Answers.Create(application.Answer.Name, application.Answer.Settings);
        _tasks = application.Tasks.ToDictionary(
            t => t.Name, t => OperatorCatalogs.Tasks.Create(t.Operator.Name, t.Operator.Settings), StringComparer.Ordinal);
    }

    /// <summary>What is wrong with the settings written beside the operators that are named.</summary>
    public static IReadOnlyList<Fault> SettingsFaults(Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var faults = new List<Fault>();
        Try("entry.settings", application.Entry, OperatorCatalogs.Entries.Create);
        Try("answer.settings", application.Answer, OperatorCatalogs.Answers.Create);
        foreach (var task in application.Tasks)
        {
            Try($"task {task.Name}: settings", task.Operator, OperatorCatalogs.Tasks.Create);
        }

        return faults;

        void Try(string path, OperatorUse use, Func<string, Settings, object> create)
        {
            try
            {
                _ = use.IsGiven ? create(use.Name, use.Settings) : null;
            }
            catch (FormatException fault)
            {
                faults.Add(new Fault(path, fault.Message));
            }
        }
    }

    /// <summary>Binds operators that are in no catalogue, as tests do.</summary>
    internal BoundApplication(Application application, IEntryOperator entry, IAnswerOperator answer, IReadOnlyDictionary<string, ITaskOperator> tasks) =>
        (Application, Entry, Answer, _tasks) = (application, entry, answer, new Dictionary<string, ITaskOperator>(tasks, StringComparer.Ordinal));

    /// <summary>The operators an application file may name.</summary>
    public static OperatorNames Known { get; } =
        new(OperatorCatalogs.Entries.Names, OperatorCatalogs.Tasks.Names, OperatorCatalogs.Answers.Names);

    /// <summary>The application.</summary>
    public Application Application { get; }

    /// <summary>What reads a request.</summary>
    public IEntryOperator Entry { get; }

    /// <summary>What composes the answer.</summary>
    public IAnswerOperator Answer { get; }

    /// <summary>What surrounds a task's model.</summary>
    public ITaskOperator Task(string name) => _tasks[name];
}
