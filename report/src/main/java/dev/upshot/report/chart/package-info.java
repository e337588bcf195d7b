/**
 * Charts as SVG, and the painter that puts them on paper and pictures with a typeface we carry: it knows the few elements
 * that charts are made of.
 */
@NullMarked
package dev.upshot.report.chart;

import org.jspecify.annotations.NullMarked;
