namespace DataDrivenDecisions.Warehouse;

/// <summary>What is being done with a delivery, in this order.</summary>
public enum LoadStep
{
    /// <summary>Its files are counted and their dates, quotes and ids looked at.</summary>
    Look,

    /// <summary>Its rows are read, checked and staged.</summary>
    Read,

    /// <summary>The ids that its rows name are looked up.</summary>
    Match,

    /// <summary>Its rows are compared with each other and with what is known.</summary>
    Compare,

    /// <summary>What is new or changed is written.</summary>
    Write,

    /// <summary>What follows from it is computed anew.</summary>
    Derive,

    /// <summary>What was written is held against the grain of its tables.</summary>
    Check,
}
