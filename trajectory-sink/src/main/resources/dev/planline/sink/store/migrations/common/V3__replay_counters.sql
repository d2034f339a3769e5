-- How many items were drawn from a replay table that limits its samples.
CREATE TABLE replay_counters (
    replay_table ${id}   NOT NULL PRIMARY KEY,
    samples      ${long} NOT NULL
);

-- Each draw from a replay table that limits how often a trajectory is drawn.
CREATE TABLE replay_draws (
    replay_table ${id}   NOT NULL,
    draw         ${long} NOT NULL,
    place        ${long} NOT NULL,
    PRIMARY KEY (replay_table, draw)
) ${keyed};
