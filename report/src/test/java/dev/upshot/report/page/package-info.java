/** Tests of what the pages say by themselves; their looks are tested in a browser and on paper. */
@NullMarked
package dev.upshot.report.page;

import org.jspecify.annotations.NullMarked;
