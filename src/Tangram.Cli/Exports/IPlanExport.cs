using Tangram.Core.Plans;

namespace Tangram.Cli.Exports;

/// <summary>Writes a plan for GPUs in the words of another tool.</summary>
internal interface IPlanExport
{
    /// <summary>The text of the file.</summary>
    string Write(Plan plan);
}
