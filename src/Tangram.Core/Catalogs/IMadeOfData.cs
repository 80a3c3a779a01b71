namespace Tangram.Core.Catalogs;

/// <summary>Marks an implementation that is made of data the user hands over, such as a recording, and so cannot be chosen by a name alone.</summary>
#pragma warning disable CA1040 // A marker is all it is: the catalogues' test asks for it.
public interface IMadeOfData;
#pragma warning restore CA1040
